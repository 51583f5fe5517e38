using System.Collections.Concurrent;
using System.Diagnostics;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Pipeline;
using ImapApi.Application.Tracing;
using ImapApi.Domain.Accounts;
using ImapApi.TestKit.Builders;
using MediatR;

namespace ImapApi.UnitTests.Application;

/// <summary>In one class, so that nobody listens while the second looks what that costs.</summary>
public sealed class TracingTests
{
    [Fact]
    public async Task A_use_case_is_a_span_below_its_request_and_says_how_it_failed()
    {
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Spans.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var useCases = new UseCases();
        using var request = new Activity("request").Start();

        await useCases.SendAsync(new RegisterAccount(SampleAccounts.Create()));
        await Should.ThrowAsync<NotFoundException>(() => useCases.SendAsync(new GetAccount(AccountId.Parse("nobody"))));

        var spans = ended.Where(span => span.TraceId == request.TraceId).ToList();
        spans.Select(span => span.OperationName).ShouldBe(["RegisterAccount", "GetAccount"]);
        spans.ShouldAllBe(span => span.ParentSpanId == request.SpanId);
        spans[0].Status.ShouldBe(ActivityStatusCode.Unset);
        spans[1].Status.ShouldBe(ActivityStatusCode.Error);
        spans[1].GetTagItem("error.type").ShouldBe("AccountNotFound");
        Activity.Current.ShouldBe(request);
    }

    [Fact]
    public async Task Where_nobody_listens_tracing_allocates_nothing()
    {
        var behavior = new TracingBehavior<GetAccount, bool>();
        var request = new GetAccount(AccountId.Parse("bob"));
        var answer = Task.FromResult(true);
        RequestHandlerDelegate<bool> next = () => answer;
        await behavior.Handle(request, default, next);

        long allocated = 0;
        // Another thread's collection may count a moment's allocations as ours: the least of several is what it costs.
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                _ = behavior.Handle(request, default, next);
                _ = Spans.Source.StartActivity("smtp submit", ActivityKind.Client)?.SetTag(Spans.Account, "bob");
            }

            allocated = round == 0 ? GC.GetAllocatedBytesForCurrentThread() - before : Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        allocated.ShouldBe(0);
    }
}
