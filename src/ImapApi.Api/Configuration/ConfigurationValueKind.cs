namespace ImapApi.Api.Configuration;

internal enum ConfigurationValueKind
{
    Text,
    Number,
    Flag,
    List,
}
