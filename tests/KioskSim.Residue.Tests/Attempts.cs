using KioskSim.Domain.Errors;
using KioskSim.Sweep;

namespace KioskSim.Residue.Tests;

/// <summary>
/// A proof that could not be carried out says nothing about the property: a service now and then dies while it is stopped and searched, and why
/// is not known yet. Such a proof is made again; one that found something is not.
/// </summary>
static class Attempts
{
    const int Most = 3;

    public static async Task<T> MakeAsync<T>(Func<Task<T>> proof, Func<Task>? beforeAgain = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await proof();
            }
            catch (Exception e) when (attempt < Most && (e is SweepException or FlowException or IOException or TimeoutException))
            {
                TestContext.Current.SendDiagnosticMessage($"Made again: {e.GetType().Name}");
                if (beforeAgain is not null)
                    await beforeAgain();
            }
        }
    }
}
