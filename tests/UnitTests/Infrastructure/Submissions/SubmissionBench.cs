using System.Text;
using ImapApi.Api.Binding;
using ImapApi.Application.Messages;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Mime.Composing;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Fakes;
using ImapApi.TestKit.Smtp;
using Microsoft.Extensions.Options;
using MimeKit;
using NSubstitute;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

/// <summary>From a message to what a submission server was told: the composer and the transport, on a recording sink.</summary>
internal sealed class SubmissionBench : IAsyncDisposable
{
    private readonly ConnectGate _gate;
    private readonly SmtpPool _pool;

    /// <param name="time">By which connections are kept.</param>
    public SubmissionBench(SmtpSinkOptions? sink = null, SmtpOptions? options = null, Credentials? login = null, TimeProvider? time = null)
    {
        Sink = SmtpSink.Start(sink);
        var imap = Options.Create(new ImapOptions());
        var smtp = Options.Create(options ?? new SmtpOptions());
        _gate = new ConnectGate(imap, TimeProvider.System);
        _pool = new SmtpPool(smtp, time ?? TimeProvider.System);
        var connector = new SmtpConnector(new MailServerDialer(), _gate, Logins, new RecordingLogSink(), imap, TimeProvider.System);
        Transport = new SmtpTransport(connector, _pool, smtp, TimeProvider.System);
        Composer = new MessageComposer(new PartsComposer(new BodyComposer(Messages), TimeProvider.System), new RawComposer(TimeProvider.System));
        var endpoint = new ServerEndpoint(Sink.Host, Sink.Port, Secure: false, new TlsPolicy(RejectUnauthorized: false), login ?? new Credentials.Password("me@example.com", "secret"));
        Account = new Account(AccountId.Parse("example"), "Example", null, endpoint);
    }

    public SmtpSink Sink { get; }

    public IMessageStore Messages { get; } = Substitute.For<IMessageStore>();

    public FixedCredentials Logins { get; } = new(new Credentials.Password("me@example.com", "secret"));

    public MessageComposer Composer { get; }

    public SmtpTransport Transport { get; }

    public Account Account { get; }

    public static OutgoingMessage Hello { get; } = new()
    {
        From = new EmailAddress("Sender", "sender@example.com"),
        To = [new EmailAddress("Receiver", "receiver@example.org")],
        Subject = "Hello",
        Text = "Hello, world!",
    };

    public static IContent Bytes(string text) => new MemoryContent(Encoding.Latin1.GetBytes(text));

    public static IContent Bytes(byte[] bytes) => new MemoryContent(bytes);

    public Task<ComposedMessage> ComposeAsync(OutgoingMessage message, ReferencedMessage? reference = null) => Composer.ComposeAsync(Account, message, reference, CancellationToken.None);

    public async Task<SubmissionReceipt> SubmitAsync(OutgoingMessage message, Func<CancellationToken, Task>? committing = null, Account? account = null, CancellationToken cancellationToken = default)
    {
        var composed = await ComposeAsync(message);
        await using (composed.Source)
            return await Transport.SubmitAsync(account ?? Account, composed, committing ?? (_ => Task.CompletedTask), cancellationToken);
    }

    public async Task<SubmissionFailedException> FailAsync(OutgoingMessage message, Func<CancellationToken, Task>? committing = null) =>
        await Should.ThrowAsync<SubmissionFailedException>(() => SubmitAsync(message, committing));

    /// <summary>What was composed, read by a parser.</summary>
    public static async Task<MimeMessage> ReadAsync(ComposedMessage composed)
    {
        await using var bytes = composed.Source.OpenRead();
        var copy = new MemoryStream();
        await bytes.CopyToAsync(copy);
        copy.Position = 0;
        return await MimeMessage.LoadAsync(copy);
    }

    public static async Task<string> TextAsync(ComposedMessage composed)
    {
        using var reader = new StreamReader(composed.Source.OpenRead(), Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _pool.Dispose();
        _gate.Dispose();
        await Sink.DisposeAsync();
    }
}
