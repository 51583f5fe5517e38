using System.ComponentModel;

namespace ImapApi.Api.Contracts;

[Description("One key of a request that is wrong.")]
internal sealed record ProblemField(
    [property: Description("The key, with dots: imap.port.")] string Key,
    [property: Description("What is wrong with it.")] string Message);
