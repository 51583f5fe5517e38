using ImapApi.Domain.Security;

namespace ImapApi.Api.Auth;

/// <summary>What an endpoint says of who may call it. One that says nothing is for administrators.</summary>
internal static class EndpointAccess
{
    public static TBuilder For<TBuilder>(this TBuilder endpoints, Access access) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(new Metadata(access));

    /// <param name="endpoint">Null, or one of the framework's own: what routing refuses (404, 405) says nothing to anybody.</param>
    public static Access Of(Endpoint? endpoint) => endpoint is RouteEndpoint ? endpoint.Metadata.GetMetadata<Metadata>()?.Access ?? Access.Admin : Access.Open;

    /// <param name="metadata">Of an endpoint of the API.</param>
    public static Access Of(IEnumerable<object> metadata) => metadata.OfType<Metadata>().LastOrDefault()?.Access ?? Access.Admin;

    private sealed record Metadata(Access Access);
}
