using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>A message as it is going to be sent. All that is needed to send it later, from a stored copy of <paramref name="Source"/> too.</summary>
/// <param name="MessageId">With angle brackets, as it stands in the header.</param>
/// <param name="Subject">Decoded; "" where there is none.</param>
public sealed record ComposedMessage(string MessageId, string Subject, SmtpEnvelope Envelope, DeliveryStatusRequest? Dsn, IMessageSource Source);
