namespace ImapApi.TestKit;

/// <summary>Configuration files as providers publish them for Thunderbird.</summary>
internal static class ClientConfigFile
{
    /// <summary>An ordinary one, of <paramref name="domain"/>, that names also what is not used here.</summary>
    public static string Of(string domain) =>
        $"""
         <?xml version="1.0" encoding="UTF-8"?>
         <clientConfig version="1.1">
           <!-- as generated -->
           <emailProvider id="{domain}">
             <domain>{domain}</domain>
             <displayName>Example Mail</displayName>
             <displayShortName>Example</displayShortName>
             <incomingServer type="pop3">
               <hostname>pop.{domain}</hostname><port>995</port><socketType>SSL</socketType>
               <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
             </incomingServer>
             <incomingServer type="imap">
               <hostname>clear.{domain}</hostname><port>143</port><socketType>plain</socketType>
               <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
             </incomingServer>
             <incomingServer type="imap">
               <hostname>imap.%EMAILDOMAIN%</hostname><port> 993 </port><socketType>SSL</socketType>
               <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
             </incomingServer>
             <outgoingServer type="smtp">
               <hostname>smtp.{domain}</hostname><port>587</port><socketType>STARTTLS</socketType>
               <username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication>
             </outgoingServer>
             <documentation url="https://help.{domain}/"><descr lang="en">Help</descr></documentation>
           </emailProvider>
         </clientConfig>
         """;

    /// <summary>With one IMAP server, whose element has this content.</summary>
    public static string WithImap(string server, string rest = "") =>
        $"<clientConfig version=\"1.1\"><emailProvider id=\"example.org\"><incomingServer type=\"imap\">{server}</incomingServer>{rest}</emailProvider></clientConfig>";
}
