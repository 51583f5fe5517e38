using ImapApi.Domain.Settings;

namespace ImapApi.UnitTests.Domain.Settings;

public sealed class HttpUrlTests
{
    [Theory]
    [InlineData("https://example.com", "https://example.com/", null)]
    [InlineData("HTTP://Example.COM:80/a?b=c", "http://example.com/a?b=c", null)]
    [InlineData("https://example.com:8443/hook", "https://example.com:8443/hook", null)]
    [InlineData("https://user:pass@example.com/hook", "https://example.com/hook", "user:pass")]
    [InlineData("https://user@example.com/hook", "https://example.com/hook", "user:")]
    [InlineData("https://us%40er:p%3Ass%20w%C3%B6rd@example.com/hook", "https://example.com/hook", "us@er:p:ss wörd")]
    [InlineData("http://[::1]:3000/x", "http://[::1]:3000/x", null)]
    public void Keeps_user_and_password_apart(string text, string address, string? userInfo)
    {
        HttpUrl.TryParse(text, out var url).ShouldBeTrue();
        (url!.Address, url.UserInfo).ShouldBe((address, userInfo));
        $"{url}".ShouldBe(address);
        HttpUrl.Parse(url.Address).WithUserInfo(userInfo).ShouldBe(url);
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("/hook")]
    [InlineData("ftp://example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("\\\\\\\u202e\\")]
    [InlineData("//example.com/")]
    [InlineData("http://\u202e1")]
    [InlineData("http://")]
    [InlineData("http:///hook")]
    [InlineData("http://exa mple.com/")]
    [InlineData("http://example.com:99999/")]
    [InlineData("http://example.com:0/")]
    [InlineData("http://example.com/#part")]
    [InlineData("http://example.com/\r\nHost: other")]
    [InlineData("http://example.com/\u2028")]
    [InlineData("http://a%3Ab:secret@example.com/")]
    [InlineData("http://user:a%0D%0Ab@example.com/")]
    public void Refuses_what_cannot_be_called(string text) => HttpUrl.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Refuses_what_is_too_long() => HttpUrl.TryParse("http://example.com/" + new string('a', HttpUrl.MaxLength), out _).ShouldBeFalse();

    [Fact]
    public void A_log_is_told_the_origin_alone() => HttpUrl.Parse("https://u:p@example.com:8443/secret/path?token=x").Origin.ShouldBe("https://example.com:8443");

    [Fact]
    public void Is_refused_when_it_is_too_long_once_its_letters_are_escaped()
    {
        HttpUrl.TryParse("http://example.com/" + new string('"', 600), out var url).ShouldBeTrue();
        HttpUrl.TryParse(url!.Address, out _).ShouldBeTrue();

        HttpUrl.TryParse("http://example.com/" + new string('"', 1000), out _).ShouldBeFalse();
    }
}
