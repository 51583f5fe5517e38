using System.Runtime.CompilerServices;
using ImapApi.Infrastructure.Mime;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.TestKit;

/// <summary>
/// As the program does at its start: the code pages are registered before anybody touches MimeKit, which looks them up once for the whole process.
/// Otherwise the order of the tests would decide what they see.
/// </summary>
internal static class MimeFirst
{
    [ModuleInitializer]
    internal static void Register() => new ServiceCollection().AddMime();
}
