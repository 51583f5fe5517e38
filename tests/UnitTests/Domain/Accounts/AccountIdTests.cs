using CsCheck;
using ImapApi.Domain.Accounts;

namespace ImapApi.UnitTests.Domain.Accounts;

public sealed class AccountIdTests
{
    [Fact]
    public void Every_printable_ASCII_character_may_occur()
    {
        for (var c = ' '; c <= '~'; c++)
        {
            AccountId.Parse("a" + c).Value.ShouldBe("a" + c);
            AccountId.TryParse(c.ToString(), out _).ShouldBe(c != '.', $"'{c}'");
        }
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("...")]
    [InlineData("日本語")]
    [InlineData("😀")]
    [InlineData("a..")]
    public void So_may_more(string text) => AccountId.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\u0085b")]
    public void What_has_no_place_in_a_path_or_a_line_is_refused(string? text)
    {
        AccountId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBeNull();
        Should.Throw<FormatException>(() => AccountId.Parse(text!));
    }

    [Fact]
    public void Controls_are_refused()
    {
        foreach (var c in Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7f, 0x21)).Select(code => (char)code))
            AccountId.TryParse("a" + c, out _).ShouldBeFalse($"U+{(int)c:X4}");
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        AccountId.TryParse("\ud83d\ude00", out _).ShouldBeTrue();
        AccountId.TryParse("a\ud83d", out _).ShouldBeFalse();
        AccountId.TryParse("\ud83da", out _).ShouldBeFalse();
        AccountId.TryParse("\ude00\ud83d", out _).ShouldBeFalse();
    }

    [Fact]
    public void Length_is_bounded()
    {
        AccountId.TryParse(new string('a', AccountId.MaxLength), out _).ShouldBeTrue();
        AccountId.TryParse(new string('a', AccountId.MaxLength + 1), out _).ShouldBeFalse();
    }

    [Fact]
    public void Different_ids_have_different_keys_and_a_key_is_safe_anywhere() =>
        Gen.Select(Gen.String[1, 20], Gen.String[1, 20]).Sample((first, second) =>
            !AccountId.TryParse(first, out var one) || !AccountId.TryParse(second, out var two)
            || ((one.Key == two.Key) == (first == second) && (one == two) == (first == second) && one.Key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')));

    [Fact]
    public void Spelling_is_kept_and_compared_as_it_is() => AccountId.Parse("Alice").ShouldNotBe(AccountId.Parse("alice"));
}
