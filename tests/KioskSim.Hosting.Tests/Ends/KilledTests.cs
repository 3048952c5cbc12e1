using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Hosting.Tests.Rig;

namespace KioskSim.Hosting.Tests.Ends;

/// <summary>A service that dies.</summary>
public sealed class KilledTests
{
    [Fact]
    public async Task Who_waits_for_its_answer_hears_at_once_that_there_will_be_none_and_so_does_who_comes_after()
    {
        var (reached, never) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource<ReceiptReply>());
        await using var line = await TestLine.StartAsync();
        line.Desk.Handler = (_, _) =>
        {
            reached.SetResult();
            return never.Task;
        };
        var clerk = line.Clerk(o => o with { Patience = TimeSpan.FromMinutes(10) });
        var waiting = clerk.CodeAsync();
        await reached.Task;

        await line.KillAsync();

        Assert.Equal(FlowErrorCode.CentreUnreachable, await waiting);
        Assert.Equal(FlowErrorCode.CentreUnreachable, await clerk.CodeAsync());
        Assert.Equal(1, line.Desk.Answered);
    }
}
