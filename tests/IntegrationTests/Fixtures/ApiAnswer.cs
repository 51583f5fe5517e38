using System.Net;
using System.Text;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A whole answer of the program.</summary>
public sealed record ApiAnswer(string Request, HttpStatusCode Status, string? ContentType, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsOk => Status == HttpStatusCode.OK;

    public string Text => Encoding.UTF8.GetString(Body);

    public static async Task<ApiAnswer> ReadAsync(string request, HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiAnswer(request, response.StatusCode, response.Content.Headers.ContentType?.MediaType, headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The JSON of a 200.</summary>
    public JsonElement Ok()
    {
        Expect(HttpStatusCode.OK);
        ContentType.ShouldBe("application/json", Request);
        return Json();
    }

    /// <summary>The bytes of a 200.</summary>
    public byte[] OkBytes()
    {
        Expect(HttpStatusCode.OK);
        return Body;
    }

    /// <summary>A problem as the contract describes it, with the seed's members.</summary>
    public JsonElement Problem(HttpStatusCode status, string code)
    {
        Expect(status);
        ContentType.ShouldBe("application/problem+json", Request);
        var problem = Json();
        problem.At("status").GetInt32().ShouldBe((int)status, Request);
        problem.At("statusCode").GetInt32().ShouldBe((int)status, Request);
        problem.At("code").GetString().ShouldBe(code, $"{Request}: {Text}");
        problem.At("error").GetString().ShouldNotBeNullOrEmpty(Request);
        problem.At("message").GetString().ShouldNotBeNullOrEmpty(Request);
        problem.At("title").GetString().ShouldNotBeNullOrEmpty(Request);
        problem.At("detail").GetString().ShouldNotBeNullOrEmpty(Request);
        problem.At("traceId").GetString().ShouldNotBeNullOrEmpty(Request);
        problem.At("retryable").ValueKind.ShouldBeOneOf(JsonValueKind.True, JsonValueKind.False);
        return problem;
    }

    /// <summary>A 400 that names these keys.</summary>
    public JsonElement Invalid(params string[] keys)
    {
        var problem = Problem(HttpStatusCode.BadRequest, "InvalidInput");
        var named = problem.At("fields").EnumerateArray().Select(field => field.At("key").GetString()).ToArray();
        foreach (var key in keys)
            named.ShouldContain(key, $"{Request}: {Text}");
        problem.At("fields").EnumerateArray().ShouldAllBe(field => field.At("message").GetString()!.Length > 0);
        return problem;
    }

    private void Expect(HttpStatusCode status) => Status.ShouldBe(status, $"{Request}: {(Body.Length < 4000 ? Text : $"{Body.Length} bytes")}");

    private JsonElement Json()
    {
        using var document = JsonDocument.Parse(Body);
        return document.RootElement.Clone();
    }
}
