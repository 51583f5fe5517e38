namespace ImapApi.TestKit.Smtp;

/// <param name="Mechanism">In capitals.</param>
/// <param name="Secret">The password, or the access token.</param>
internal sealed record SmtpLogin(string Mechanism, string User, string Secret);
