using FluentValidation;
using ImapApi.Application;
using ImapApi.Domain.Accounts;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.UnitTests.Application;

public sealed class RequestTests : IAsyncDisposable
{
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    public static TheoryData<Type> Requests => [.. typeof(ApplicationServices).Assembly.GetTypes().Where(type => !type.IsAbstract && ResponseOf(type) is not null)];

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_request_has_exactly_one_handler(Type request) => HandlersOf(request).ShouldHaveSingleItem();

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_request_is_checked_by_one_validator_at_most_and_its_own_one_is_found(Type request)
    {
        var registered = _useCases.Get<IServiceProvider>().GetServices(typeof(IValidator<>).MakeGenericType(request)).Select(validator => validator!.GetType());

        registered.ShouldBe(request.GetNestedTypes(System.Reflection.BindingFlags.NonPublic).Where(nested => nested.Name == "Validator"));
    }

    [Fact]
    public void A_request_without_a_handler_would_be_found() => HandlersOf(typeof(Orphan)).ShouldBeEmpty();

    private IEnumerable<object?> HandlersOf(Type request) =>
        _useCases.Get<IServiceProvider>().GetServices(typeof(IRequestHandler<,>).MakeGenericType(request, ResponseOf(request)!));

    private static Type? ResponseOf(Type type) =>
        type.GetInterfaces().SingleOrDefault(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];

    private sealed record Orphan(AccountId Account) : IRequest<int>;
}
