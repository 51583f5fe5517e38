using System.Text;
using ImapApi.Infrastructure.Imap.Mapping;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class EncodedWordsTests
{
    [Theory]
    [InlineData("=?utf-8?B?SGVsbG8?=", "=?utf-8?B?SGVsbG8=?=")]
    [InlineData("a =?utf-8?b?SGVsbA?= b =?utf-8?B?SGVsbG8?= c", "a =?utf-8?b?SGVsbA==?= b =?utf-8?B?SGVsbG8=?= c")]
    [InlineData("=?utf-8?B?SGVsbG8=?=", "=?utf-8?B?SGVsbG8=?=")]
    [InlineData("=?utf-8?B?SGVs?=", "=?utf-8?B?SGVs?=")]
    [InlineData("=?utf-8?Q?Hello?=", "=?utf-8?Q?Hello?=")]
    [InlineData("=?utf-8?B??=", "=?utf-8?B??=")]
    [InlineData("=?utf-8?B?SGVsbG8", "=?utf-8?B?SGVsbG8")]
    [InlineData("=?=?=?=?", "=?=?=?=?")]
    [InlineData("=?", "=?")]
    [InlineData("nothing of the kind", "nothing of the kind")]
    public void Forgotten_padding_is_put_back(string value, string padded) => Encoding.ASCII.GetString(EncodedWords.Padded(Encoding.ASCII.GetBytes(value))).ShouldBe(padded);
}
