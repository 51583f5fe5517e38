using FluentValidation;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>One message with its headers, and with its text when asked for.</summary>
/// <param name="SafeHtml">Give the HTML as it can be shown too, made of as much of it as <paramref name="Text"/> allows.</param>
/// <param name="Preview">Give the beginning of the text in one line.</param>
public sealed record GetMessage(AccountId Account, MessageId Message, TextRequest? Text, bool SafeHtml = false, bool Preview = false) : IRequest<MessageDetails>
{
    internal sealed class Validator : AbstractValidator<GetMessage>
    {
        public Validator() => RuleFor(request => request.Text!).SetValidator(new TextRequestValidator()).When(request => request.Text is not null).OverridePropertyName("");
    }

    internal sealed class Handler(IMessageStore messages, IHtmlCleaner cleaner) : IRequestHandler<GetMessage, MessageDetails>
    {
        /// <summary>Letters of html that are cleaned: the largest newsletters have a tenth of that, and it takes up to a second.</summary>
        private const int LongestCleaned = 1024 * 1024;

        public async Task<MessageDetails> Handle(GetMessage request, CancellationToken cancellationToken)
        {
            var asked = request.Text?.Kinds ?? TextKinds.None;
            var text = request.SafeHtml ? new TextRequest(asked | TextKinds.Html, request.Text?.MaxBytes) : request.Text;
            var details = await messages.GetAsync(request.Account, request.Message, new DetailsRequest(text, request.Preview, WithContents: true), cancellationToken);
            if (!request.SafeHtml || details.Text is not { Html: { } html } read)
                return details;
            var isCut = html.Length > LongestCleaned;
            var cleaned = cleaner.Clean(isCut ? html[..LongestCleaned] : html);
            var safe = await MakeSafeAsync(request, details.Summary.Outline, cleaned, cancellationToken);
            return details with { Text = read with { Html = asked.HasFlag(TextKinds.Html) ? html : null, HasMore = read.HasMore || isCut || safe.IsCut, Safe = safe } };
        }

        private async Task<SafeHtml> MakeSafeAsync(GetMessage request, MessageOutline outline, CleanHtml html, CancellationToken cancellationToken)
        {
            var chosen = ImageInlining.Choose(html, outline.Leaves);
            var images = chosen.Count == 0 ? [] : await messages.ReadPartsAsync(request.Account, request.Message, [.. chosen.Select(leaf => leaf.Part)], cancellationToken);
            return ImageInlining.PutIn(html, [.. chosen.Zip(images)]);
        }
    }
}
