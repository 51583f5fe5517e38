using FluentValidation;
using FluentValidation.Results;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Application.Pipeline;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Builders;
using MediatR;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace ImapApi.UnitTests.Application;

public sealed class PipelineTests : IAsyncDisposable
{
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    [Fact]
    public void Tracing_is_outermost_and_validation_next_to_the_handler() =>
        _useCases.Get<IEnumerable<IPipelineBehavior<RegisterAccount, bool>>>().Select(behavior => behavior.GetType().GetGenericTypeDefinition())
            .ShouldBe([typeof(TracingBehavior<,>), typeof(LoggingBehavior<,>), typeof(MetricsBehavior<,>), typeof(ValidationBehavior<,>)]);

    [Fact]
    public async Task The_outcome_of_every_use_case_is_counted()
    {
        _useCases.Get<IMessageStore>().GetAsync(default!, default, default!, default).ThrowsAsyncForAnyArgs(new InvalidOperationException());
        await _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create()));
        await Should.ThrowAsync<ValidationFailedException>(() => _useCases.SendAsync(new RegisterAccount(SampleAccounts.Create(name: ""))));
        await Should.ThrowAsync<NotFoundException>(() => _useCases.SendAsync(new GetAccount(AccountId.Parse("nobody"))));
        await Should.ThrowAsync<InvalidOperationException>(() => _useCases.SendAsync(new GetMessage(AccountId.Parse("bob"), new MessageId(new MailboxNumber(1), new Uid(1)), null)));

        _useCases.Metrics.Records.Select(record => (record.UseCase, record.Outcome))
            .ShouldBe([("RegisterAccount", "ok"), ("RegisterAccount", "InvalidInput"), ("GetAccount", "AccountNotFound"), ("GetMessage", "error")]);
    }

    [Fact]
    public async Task The_time_of_a_use_case_is_taken()
    {
        _useCases.Get<IMessageStore>().DeleteAsync(default!, default, default, default).ReturnsForAnyArgs(_ =>
        {
            _useCases.Time.Advance(TimeSpan.FromSeconds(3));
            return new MessageDeletion(Deleted: true, null, null);
        });

        await _useCases.SendAsync(new DeleteMessage(AccountId.Parse("bob"), new MessageId(new MailboxNumber(1), new Uid(1)), Force: true));

        _useCases.Metrics.Records.ShouldHaveSingleItem().Duration.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task Failures_of_all_validators_are_reported_together_and_the_handler_is_not_run()
    {
        var behavior = new ValidationBehavior<GetAccount, int>([new Refusing("first", "second"), new Refusing(), new Refusing("third")]);

        var error = await Should.ThrowAsync<ValidationFailedException>(
            () => behavior.Handle(new GetAccount(AccountId.Parse("bob")), default, () => throw new InvalidOperationException("must not run")));

        error.Fields.Select(field => field.Key).ShouldBe(["first", "second", "third"]);
        error.Code.ShouldBe("InvalidInput");
        error.Message.ShouldContain("second: is wrong.");
    }

    private sealed class Refusing(params string[] keys) : AbstractValidator<GetAccount>
    {
        public override ValidationResult Validate(ValidationContext<GetAccount> context) => new(keys.Select(key => new ValidationFailure(key, "is wrong.")));
    }
}
