using System.Net.Sockets;
using System.Text.RegularExpressions;
using ImapApi.Application.Errors;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Configuration;

/// <summary>The one line that an operator reads when the program does not start.</summary>
internal static partial class StartFailure
{
    /// <summary>Null for a failure that is nobody's configuration: a bug, which shows its stack.</summary>
    public static string? Describe(Exception exception, ServerConfiguration? configuration)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case StartupException:
                    return cause.Message;
                case OptionsValidationException options:
                    return DescribeOptions(options, configuration);
                case InvalidOperationException when Unbindable().Match(cause.Message) is { Success: true } match:
                    return $"{Locate(match.Groups["key"].Value.Replace(':', '.'), configuration)} is out of range.";
                case AddressInUseException or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }:
                    return "The address of api.host and api.port is in use: another server runs there. Choose another with --api:port PORT.";
                case SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable }:
                    return $"The server cannot listen on the address of api.host and api.port: {cause.Message}.";
                case AggregateException { InnerExceptions: var all }:
                    return all.Select(inner => Describe(inner, configuration)).FirstOrDefault(line => line is not null);
            }
        }

        return null;
    }

    private static string DescribeOptions(OptionsValidationException exception, ServerConfiguration? configuration)
    {
        var failure = exception.Failures.First();
        if (Annotated().Match(failure) is not { Success: true } match)
            return failure;
        var section = exception.OptionsType.GetField("Section")?.GetRawConstantValue() as string ?? exception.OptionsType.Name;
        var path = match.Groups["path"].Value.Split('.', StringSplitOptions.RemoveEmptyEntries).Append(match.Groups["member"].Value);
        return $"{Locate(section + string.Concat(path.Select(name => "." + char.ToLowerInvariant(name[0]) + name[1..])), configuration)} is refused: {match.Groups["error"].Value}";
    }

    private static string Locate(string key, ServerConfiguration? configuration) =>
        configuration?.Locate(key) ?? key;

    [GeneratedRegex(@"^DataAnnotation validation failed for '[^'.]+(?<path>(\.[^'.]+)*)' members: '(?<member>[^']+)' with the error: '(?<error>.+)'\.$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Annotated();

    // The configuration binder's words for a number that does not fit its type.
    [GeneratedRegex(@"^Failed to convert configuration value .*at '(?<key>[^']+)' to type", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unbindable();
}
