using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using ImapApi.Api.Auth;
using ImapApi.Api.Http;
using ImapApi.Application.Errors;
using ImapApi.Application.Pipeline;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;
using Serilog.Context;

namespace ImapApi.Api.Binding;

/// <summary>
/// Reads a request strictly and remembers every failure instead of stopping at the first: what cannot be read takes a stand-in, and <see cref="SendAsync"/>
/// refuses the request with all failures, those of the use case's own validators included.
/// </summary>
internal sealed class RequestInput
{
    private static readonly AccountId NoAccount = AccountId.Parse("-");

    private readonly HttpContext _http;
    private List<FieldError>? _errors;
    private bool _isBodyUnreadable;

    private RequestInput(HttpContext http) => _http = http;

    public static RequestInput Of(HttpContext http)
    {
        var input = new RequestInput(http);
        var schema = http.GetEndpoint()?.Metadata.GetMetadata<QuerySchema>() ?? QuerySchema.Empty;
        foreach (var (key, values) in http.Request.Query)
        {
            if (!schema.Knows(key))
                input.Refuse(key, "is not a query key of this resource.");
            else if (values.Count > 1)
                input.Refuse(key, "is given more than once.");
        }

        if (!RequestDeadline.TryRead(http.Request, out _))
            input.Refuse(RequestDeadline.Header, $"is a number of milliseconds from 1 to {RequestDeadline.Longest.TotalMilliseconds}.");
        return input;
    }

    public void Refuse(string key, string message)
    {
        // Whatever is missed after an unreadable body is missed because of it; path and query are read before.
        if (_isBodyUnreadable)
            return;
        _errors ??= [];
        if (!_errors.Exists(error => error.Key == key))
            _errors.Add(new FieldError(key, message));
    }

    public AccountId Account()
    {
        if (AccountSegment.TryRead(_http, out var account))
        {
            // Until the endpoint's handler returns: the context flows with it, so nothing has to be taken back.
            LogContext.PushProperty("account", account.Value);
            return account;
        }

        Refuse("account", $"is an id of 1 to {AccountId.MaxLength} printable characters, not '.' or '..', percent-encoded once.");
        return NoAccount;
    }

    /// <summary>The account that a body names; null when it names none, or is refused.</summary>
    public AccountId? AccountOf(string? text)
    {
        if (text is not null && !AccountId.TryParse(text, out _))
            Refuse("account", $"is an id of 1 to {AccountId.MaxLength} printable characters, not '.' or '..'.");
        return AccountId.TryParse(text, out var account) ? account : null;
    }

    /// <summary>The optional key's value; false when it is absent, or wrong and so refused.</summary>
    public bool TryGet<T>(QueryParameter<T> parameter, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (!_http.Request.Query.TryGetValue(parameter.Name, out var values) || values.Count != 1)
            return false;
        if (parameter.Read(values[0] ?? "", out value))
            return true;
        Refuse(parameter.Name, parameter.Allowed);
        return false;
    }

    public bool HasQuery(string prefix)
    {
        foreach (var (key, _) in _http.Request.Query)
        {
            if (key.StartsWith(prefix, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The keys of a family, with their values; an empty value counts.</summary>
    public IEnumerable<(string Key, string Value)> Queries(string prefix) =>
        _http.Request.Query.Where(query => query.Key.StartsWith(prefix, StringComparison.Ordinal) && query.Value.Count == 1).Select(query => (query.Key, query.Value[0] ?? ""));

    /// <summary>The account whose things the caller is shown, by an optional query key; null: all accounts.</summary>
    /// <exception cref="ForbiddenException">It is another account than the caller's own.</exception>
    public AccountId? Narrowed(QueryParameter<AccountId> parameter) => Caller.Of(_http).Narrow(TryGet(parameter, out var account) ? account : null);

    /// <summary>The owner of a webhooks target, by an optional query key; null: the settings.</summary>
    /// <exception cref="ForbiddenException">The target is not the caller's.</exception>
    public AccountId? Target(QueryParameter<AccountId> parameter) => Caller.Of(_http).Target(TryGet(parameter, out var account) ? account : null);

    /// <summary>The owner of a webhooks target, as a body names it; null: the settings.</summary>
    /// <exception cref="ForbiddenException">The target is not the caller's.</exception>
    public AccountId? TargetOf(string? text) => Caller.Of(_http).Target(AccountOf(text));

    public T Get<T>(QueryParameter<T> parameter, T standard) => TryGet(parameter, out var value) ? value : standard;

    /// <summary>The required key's value, or the stand-in when it is refused.</summary>
    public T Require<T>(QueryParameter<T> parameter, T standIn)
    {
        if (TryGet(parameter, out var value))
            return value;
        Refuse(parameter.Name, "is required.");
        return standIn;
    }

    public MessageId Message() => MessageId.TryParse(Route("message"), out var id) ? id : Unreadable("message", default(MessageId));

    public AttachmentId Attachment() => AttachmentId.TryParse(Route("attachment"), out var id) ? id : Unreadable("attachment", default(AttachmentId));

    public TextId Text() => TextId.TryParse(Route("text"), out var id) ? id : Unreadable("text", new TextId(default, [], [], []));

    /// <summary>The JSON body, with every unknown key, wrong type and missing key refused; what remains is never null.</summary>
    public async Task<T> BodyAsync<T>(JsonTypeInfo<T> type) where T : class, new()
    {
        if (await JsonBody.ReadAsync(_http, this) is { } node)
            return JsonBody.Bind(node, type, this);
        _isBodyUnreadable = true;
        return new T();
    }

    /// <summary>The same where some keys of the body hold bytes as base64, which are read apart: they are never a text in memory.</summary>
    public async Task<(T Body, BodyContents Contents)> BodyWithContentsAsync<T>(JsonTypeInfo<T> type, params IReadOnlyList<ContentKey> keys) where T : class, new()
    {
        var (node, contents) = await ContentBody.ReadAsync(_http, keys, this);
        if (node is not null)
            return (JsonBody.Bind(node, type, this), contents);
        _isBodyUnreadable = true;
        return (new T(), contents);
    }

    public Task<TResponse> SendAsync<TResponse>(IMediator mediator, IRequest<TResponse> request)
    {
        if (_errors is null)
            return mediator.Send(request, _http.RequestAborted);
        var known = _errors.Select(error => error.Key).ToList();
        foreach (var error in _http.RequestServices.GetRequiredService<RequestValidation>().Check(request))
        {
            if (!known.Exists(key => IsBecauseOf(error.Key, key)))
                Refuse(error.Key, error.Message);
        }

        throw new ValidationFailedException(_errors);
    }

    /// <summary>A stand-in must not be refused on top of what it stands for: not itself, not what is in it, not what it is in.</summary>
    private static bool IsBecauseOf(string key, string known) =>
        key == "body" || key == known || key.StartsWith(known + ".", StringComparison.Ordinal) || known.StartsWith(key + ".", StringComparison.Ordinal);

    private string? Route(string name) => _http.Request.RouteValues[name] as string;

    private T Unreadable<T>(string key, T standIn)
    {
        Refuse(key, "is not an id that this API gives out.");
        return standIn;
    }
}
