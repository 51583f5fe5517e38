namespace ImapApi.Application.Errors;

/// <summary>The request is malformed; every wrong key is listed.</summary>
public sealed class ValidationFailedException(IReadOnlyList<FieldError> fields)
    : ImapApiException("InvalidInput", "Invalid input: " + string.Join(" ", fields.Select(field => $"{field.Key}: {field.Message}")), retryable: false)
{
    public ValidationFailedException(string key, string message) : this([new FieldError(key, message)])
    {
    }

    public IReadOnlyList<FieldError> Fields { get; } = fields;
}
