using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImapApi.TestKit.Imap;

internal static class LoopbackCertificate
{
    /// <summary>Self-signed, for <c>localhost</c> and 127.0.0.1, only in memory.</summary>
    public static X509Certificate2 Create(DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var end = notAfter ?? TimeProvider.System.GetUtcNow().AddDays(1);
        return request.CreateSelfSigned(end.AddDays(-2), end);
    }
}
