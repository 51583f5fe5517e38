using System.Buffers;
using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Webhooks;

namespace ImapApi.Application.Webhooks;

internal sealed class WebhookChangeValidator : AbstractValidator<WebhookChange>
{
    public const string ForbiddenUrl = "leads to an address that the server's configuration (webhooks.targets) does not allow connections to.";

    private const int MostHeaders = 20;
    private const int MaxKeyLength = 100;
    private const int MaxValueLength = 4096;

    /// <summary>RFC 9110 §5.6.2.</summary>
    private static readonly SearchValues<char> TokenCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>What the request itself, its framing or its signature is made of.</summary>
    private static readonly string[] Ours =
        ["host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "keep-alive", "upgrade", "te", "trailer", "expect", "user-agent", "proxy-authorization", "proxy-connection"];

    public WebhookChangeValidator(IWebhookPolicy policy)
    {
        RuleFor(change => change.Url).Must(change => change?.Url is not { } url || !policy.Forbids(url)).OverridePropertyName("webhooks")
            .WithMessage(ForbiddenUrl);
        RuleFor(change => change.Headers!).Must(headers => headers.Count <= MostHeaders).When(change => change.Headers is not null)
            .WithMessage($"has at most {MostHeaders} headers.").OverridePropertyName("webhooksCustomHeaders");
        RuleForEach(change => change.Headers).Must(header => IsFree(header.Key)).OverridePropertyName("webhooksCustomHeaders")
            .WithMessage($"has a key that is no header's name of 1 to {MaxKeyLength} characters, or one that this server sets itself.");
        RuleForEach(change => change.Headers).Must(IsSendable).OverridePropertyName("webhooksCustomHeaders")
            .WithMessage($"has a value that is not 0 to {MaxValueLength} printable ASCII characters.");
    }

    private static bool IsFree(string key) =>
        key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExcept(TokenCharacters)
        && !Ours.Contains(key, StringComparer.OrdinalIgnoreCase) && !key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase);

    private static bool IsSendable(CustomHeader header) =>
        header.Value.Length <= MaxValueLength && Text.IsSingleLine(header.Value) && System.Text.Ascii.IsValid(header.Value);
}
