using System.Net;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class StrictBindingTests : IAsyncLifetime
{
    private const string Imap = """ "imap":{"host":"h","port":993,"auth":{"user":"u","pass":"p"}} """;

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","foo":1}""", "foo")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":null}""", "name")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":["n"]}""", "name")]
    [InlineData("POST", "/v1/account", """{"account":".","name":"n"}""", "account")]
    [InlineData("POST", "/v1/account", """{"account":"a\nb","name":"n"}""", "account")]
    [InlineData("POST", "/v1/account", """{}""", "account,name")]
    [InlineData("POST", "/v1/account", """[]""", "body")]
    [InlineData("POST", "/v1/account", """{"account":""", "body")]
    [InlineData("POST", "/v1/account", """{"account":"a","account":"b","name":"n"}""", "body")]
    [InlineData("POST", "/v1/account", "", "body")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","imap":{"host":1,"port":"993","secure":"yes","tls":{"x":1},"auth":{"user":"u"}}}""", "imap.auth,imap.host,imap.port,imap.secure,imap.tls.x")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","imap":{"host":"h","port":993}}""", "imap.auth")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","imap":{"host":"h","port":993,"useAuthServer":true,"auth":{"user":"u","pass":"p"}}}""", "imap.useAuthServer")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","imap":{"host":"h","port":993,"auth":{"user":"u","pass":"p","accessToken":"t"}}}""", "imap.auth")]
    [InlineData("POST", "/v1/account", """{"account":"a","name":"n","imap":{"host":"h","port":993.5,"tls":{"minVersion":"SSLv3"},"auth":{"user":"u","pass":"p"}}}""", "imap.port,imap.tls.minVersion")]
    [InlineData("POST", "/v1/account", """{"account":"a","foo":1,"name":"","imap":{"host":"a b","port":0,"auth":{"user":"u\r\n","pass":""}}}""", "foo,imap.auth.pass,imap.auth.user,imap.host,imap.port,name")]
    [InlineData("PUT", "/v1/account/a?x=1", """{"foo":1,"name":"n"}""", "foo,x")]
    [InlineData("PUT", "/v1/account/a", """{}""", "body")]
    [InlineData("POST", "/v1/verifyAccount", """{"imap":5}""", "imap")]
    [InlineData("POST", "/v1/account/a/mailbox", """{"path":5}""", "path")]
    [InlineData("POST", "/v1/account/a/mailbox", """{"path":["a",5]}""", "path")]
    [InlineData("POST", "/v1/account/a/mailbox", """{"path":"a\r\nb","x":1}""", "path,x")]
    [InlineData("DELETE", "/v1/account/a/mailbox", null, "path")]
    [InlineData("DELETE", "/v1/account/a/mailbox?path=inbox", null, "path")]
    [InlineData("PUT", "/v1/account/a/message/AAAAAQAAAeE", """{"flags":{"add":"\\Seen","foo":[]}}""", "flags.add,flags.foo")]
    [InlineData("PUT", "/v1/account/a/message/AAAAAQAAAeE", """{"flags":{"add":["a b"]}}""", "flags.add")]
    [InlineData("PUT", "/v1/account/a/message/!", """{"flags":{"set":[]},"x":1}""", "message,x")]
    [InlineData("POST", "/v1/settings", """{"colour":"red"}""", "colour")]
    [InlineData("POST", "/v1/settings", """{"logs":{"accounts":["."],"maxLogLines":0}}""", "logs.accounts,logs.maxLogLines")]
    [InlineData("GET", "/v1/settings?colour=true", null, "colour")]
    [InlineData("GET", "/v1/accounts?state=happy&page=-1", null, "page,state")]
    [InlineData("GET", "/v1/account/a/messages", null, "path")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&page=x&pageSize=0&Page=1", null, "Page,pageSize")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&PAGESIZE=5", null, "PAGESIZE")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&path=INBOX", null, "path")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&search[foo]=1&search[since]=soon&search[larger]=-1&search[seen]=maybe", null, "search[foo],search[larger],search[seen],search[since]")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&search[seen]=true&search[unseen]=true", null, "search[unseen]")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&search[seq]=1%0d%0a&search[from]=a%0ab", null, "search[from],search[seq]")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&search[header][a:b]=c", null, "search[header][a:b]")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&cursor=abc", null, "cursor")]
    [InlineData("GET", "/v1/account/a/messages?path=INBOX&cursor=AQAAAAABAAAAAQAAAAEAAAAA&page=0", null, "page")]
    [InlineData("POST", "/v1/account/a/search?path=INBOX&x=1", "{}", "search,x")]
    [InlineData("POST", "/v1/account/a/search?path=INBOX", """{"search":{"from":1,"foo":"x","seen":true,"unseen":true,"larger":-1,"since":"soon","modseq":-1}}""", "search.foo,search.from,search.larger,search.modseq,search.since,search.unseen")]
    [InlineData("POST", "/v1/account/a/search?path=INBOX", """{"search":{"header":{"x-foo":1,"a:b":"c","ok":""},"subject":"a\r\n"}}""", "search.header.a:b,search.header.x-foo,search.subject")]
    [InlineData("POST", "/v1/account/a/search?path=INBOX", """{"search":{"header":["x"]}}""", "search.header")]
    [InlineData("PUT", "/v1/account/a/message/AAAAAQAAAeE", "{}", "flags")]
    [InlineData("PUT", "/v1/account/a/message/AAAAAQAAAeE/move", "{}", "path")]
    [InlineData("PUT", "/v1/account/a/message/AAAAAQAAAeE/copy", """{"path":"a\r\n","x":1}""", "path,x")]
    [InlineData("PUT", "/v1/account/a/messages?path=INBOX", """{"search":{}}""", "flags,search")]
    [InlineData("PUT", "/v1/account/a/messages?path=INBOX", """{"ids":["AAAAAQAAAeE","x"],"labels":{"add":["\\x y"]}}""", "ids.1,labels.add")]
    [InlineData("PUT", "/v1/account/a/messages/move?path=INBOX", """{"all":true}""", "path")]
    [InlineData("PUT", "/v1/account/a/messages/delete", """{"search":{"seen":"yes"}}""", "path,search.seen")]
    [InlineData("GET", "/v1/account/a/message/AAAA?maxBytes=0&textType=pdf", null, "message,textType")]
    [InlineData("GET", "/v1/account/a/attachment/AAAAAQAAAeE", null, "attachment")]
    [InlineData("GET", "/v1/account/a/text/AAAAAQAAAeE?maxBytes=0", null, "maxBytes,text")]
    [InlineData("DELETE", "/v1/account/a/message/AAAAAQAAAeE?force=maybe", null, "force")]
    public async Task Every_wrong_key_is_named_in_one_answer(string method, string path, string? json, string keys)
    {
        var (status, problem) = await _server.AskAsync(method, path, json);

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["code"]!.GetValue<string>().ShouldBe("InvalidInput");
        problem["fields"]!.AsArray().Select(field => field!["key"]!.GetValue<string>()).Order(StringComparer.Ordinal).ShouldBe(keys.Split(','));
        problem["fields"]!.AsArray().ShouldAllBe(field => field!["message"]!.GetValue<string>().Length > 5);
        _server.Accounts.ReceivedCalls().ShouldBeEmpty();
        _server.Messages.ReceivedCalls().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("7200001")]
    [InlineData("soon")]
    public async Task A_wrong_timeout_is_refused_with_the_other_failures(string timeout)
    {
        var (status, problem) = await _server.AskAsync("GET", "/v1/accounts?x=1", null, ("X-Timeout", timeout));

        status.ShouldBe(HttpStatusCode.BadRequest);
        problem["fields"]!.AsArray().Select(field => field!["key"]!.GetValue<string>()).ShouldBe(["x", "X-Timeout"]);
    }

    [Fact]
    public async Task A_valid_registration_passes()
    {
        _server.Accounts.SaveAsync(default!, default).ReturnsForAnyArgs(true);

        var (status, body) = await _server.AskAsync("POST", "/v1/account", $$"""{"account":"a/b","name":"n",{{Imap}}}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"account":"a/b","state":"new"}""");
    }
}
