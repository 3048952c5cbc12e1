using System.Collections.Concurrent;
using System.Diagnostics;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Traces;

public sealed class HopTraceTests : IDisposable
{
    static readonly Hop FindHop = new(0, Party.Clerk, Party.Centre, Line.StoreLine, "Find");

    readonly ConcurrentQueue<Activity> _stopped = [];
    readonly ActivityListener _listener;
    readonly Activity _root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();

    public HopTraceTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FlowTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == _root.TraceId) // other tests are recorded at the same time
                    _stopped.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task A_call_is_recorded_as_its_hop_at_the_caller_and_at_the_callee()
    {
        await using var line = await TestLine.StartAsync();
        var request = new ReceiptRequest { Receipt = "kiosk-1-0123456789" };
        await line.Clerk().FindAsync(request);

        var (client, server) = await RecordedAsync();
        Assert.All([client, server], activity =>
        {
            Assert.Equal(FindHop, FlowTrace.ReadHop(activity));
            Assert.Equal("ok", FlowTrace.ReadOutcome(activity));
            Assert.DoesNotContain(activity.TagObjects, tag => tag.Value is string text && text.Contains(request.Receipt, StringComparison.Ordinal));
        });
        Assert.Equal(request.CalculateSize(), FlowTrace.ReadSize(client));
        Assert.Equal(_root.SpanId, client.ParentSpanId);
        Assert.Same(_root, Activity.Current); // the hop has ended; what comes next is no part of it
    }

    [Fact]
    public async Task How_it_ended_is_recorded_by_code_alone()
    {
        await using var line = await TestLine.StartAsync();
        line.Desk.Handler = (_, _) => throw new FlowException(FlowErrorCode.IssueSuppressed, "a detail");
        await line.Clerk().RefusedAsync();
        var (client, server) = await RecordedAsync();
        Assert.Equal("IssueSuppressed", FlowTrace.ReadOutcome(client));
        Assert.Equal("IssueSuppressed", FlowTrace.ReadOutcome(server));
        Assert.DoesNotContain(
            client.TagObjects.Concat(server.TagObjects), tag => tag.Value is string text && text.Contains("detail", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refused_call_reaches_no_callee()
    {
        await using var line = await TestLine.StartAsync();
        Assert.Equal(FlowErrorCode.CallerNotAllowed, await line.DeskFor(line.Credential(Party.Kiosk)).CodeAsync());
        var recorded = Assert.Single(_stopped);
        Assert.Equal((ActivityKind.Client, "CallerNotAllowed"), (recorded.Kind, FlowTrace.ReadOutcome(recorded)));
    }

    [Fact]
    public async Task Asking_whether_a_service_is_alive_is_no_hop_of_the_flow()
    {
        await using var line = await TestLine.StartAsync();
        await line.HealthFor(line.Credential(Party.Kiosk)).CheckAsync(new Grpc.Health.V1.HealthCheckRequest());
        Assert.Empty(_stopped);
    }

    /// <summary>The callee's end may be recorded a moment after the caller has its answer.</summary>
    async Task<(Activity Client, Activity Server)> RecordedAsync()
    {
        await Task.Run(async () =>
        {
            while (_stopped.Count < 2)
                await Task.Yield();
        }).Soon();
        return (_stopped.Single(a => a.Kind == ActivityKind.Client), _stopped.Single(a => a.Kind == ActivityKind.Server));
    }

    public void Dispose()
    {
        _root.Dispose();
        _listener.Dispose();
    }
}
