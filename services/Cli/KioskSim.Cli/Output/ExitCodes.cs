using System.Data.Common;
using KioskSim.Domain.Errors;
using KioskSim.Paper;

namespace KioskSim.Cli.Output;

/// <summary>
/// What the command answers its caller with (docs/exit-codes.md). Errors of the flow have their own numbers:
/// <see cref="FlowErrorCode"/>.
/// </summary>
static class ExitCodes
{
    public const int Ok = 0;

    /// <summary>Nothing could be started: no world, no fonts, a wrong configuration. The reason is said in a line.</summary>
    public const int CannotStart = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int Usage = 2;

    /// <summary>What was looked at is not as it should be: a chain of the audit does not hold, or rows of a feed's file were refused.</summary>
    public const int Findings = 3;

    /// <summary>A load test ran, and something that was to hold of it does not.</summary>
    public const int ThresholdBroken = 4;

    /// <summary>A load test could not put on the load that it was to, so that its figures are of less.</summary>
    public const int Saturated = 5;

    /// <summary>Nothing that was tried is broken, but not all could be tried.</summary>
    public const int CouldNotRun = 6;

    /// <summary>Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Runs a command; what its user can put right is said in one line, without a stack trace.</summary>
    /// <param name="stop">Once it is cancelled, whatever a run fails with comes of that.</param>
    public static async Task<int> GuardAsync(Func<Task<int>> run, CancellationToken stop)
    {
        try
        {
            return await run();
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            return Fail("中断しました。 / Interrupted.", Interrupted);
        }
        catch (UsageException e)
        {
            return Fail(e.Message, Usage);
        }
        catch (HintedException e)
        {
            return Fail($"{Messages.Of(e.Code)}\n  {e.Message}", (int)e.Code);
        }
        catch (FlowException e)
        {
            return Fail(Messages.Of(e.Code, e.TriesLeft), (int)e.Code);
        }
        catch (Exception e) when (
            e is ConfigurationException or PaperException or IOException or InvalidDataException or UnauthorizedAccessException or DbException)
        {
            return Fail(e.Message, CannotStart);
        }
    }

    static int Fail(string message, int code)
    {
        Console.Error.WriteLine($"kiosksim: {message}");
        return code;
    }
}
