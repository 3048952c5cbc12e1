using KioskSim.Strict.Kernel;
using KioskSim.Strict.Landlock;
using KioskSim.Strict.Safeguards;
using KioskSim.Strict.SystemCalls;

namespace KioskSim.Strict;

/// <summary>
/// Strict mode: the kernel lets this process write to no file and lets nobody dump it, and it proves that to itself before it serves
/// anybody (000-39, 002-08, 002-09). docs/strict-mode.md says what it needs and what each refusal means.
/// </summary>
/// <remarks>
/// A sandbox holds for the thread that enters it and for what that thread begins, and a .NET program has older threads before its first
/// line runs. So the program enters it and then begins anew in its own place (execve): the first time <see cref="Enter"/> is called it does
/// not return. What cannot be carried over, or would keep the runtime from starting, is set the second time.
/// </remarks>
public static class StrictMode
{
    /// <summary>Set in the environment of a program that has begun anew.</summary>
    const string Marker = "KIOSKSIM_STRICT";

    /// <returns>What holds; only inside the sandbox, and only when every safeguard does.</returns>
    /// <exception cref="StrictModeException">This system lacks a mechanism, or something that must be refused was not.</exception>
    public static StrictReport Enter(StrictSetup setup)
    {
        var omission = Omission.FromEnvironment();
        var (abi, calls) = (LandlockAbi.OfThisKernel(), DeniedCalls.Here());
        if (Environment.GetEnvironmentVariable(Marker) is null)
            EnterSandbox(abi, calls, omission);
        ProcessLimits.SetLate(omission);

        var safeguards = SafeguardList.Of(setup, abi, calls);
        var breaches = safeguards.Select(s => s.Breach()).OfType<string>().ToList();
        return breaches is []
            ? new StrictReport(safeguards.Count, abi.Version, calls.Count)
            : throw new StrictModeException($"it does not hold, so the kiosk does not start: {string.Join("; ", breaches)}.");
    }

    // Everything on one thread: it is the one that goes on after execve.
    static void EnterSandbox(LandlockAbi abi, DeniedCalls calls, Omission omission)
    {
        Descriptors.DemandNoFiles();
        DiagnosticsPort.RemoveOwnFiles();
        ProcessLimits.SetEarly(omission);
        Sandbox.ForbidNewPrivileges();
        LandlockDomain.Enter(abi, omission);
        calls.Deny(omission);
        if (!omission.Of(Omission.Descriptors))
            Descriptors.CloseOthersOnExec();
        if (omission.Of(Omission.BeginAnew))
            return;
        Program.BeginAnew(new()
        {
            [Marker] = "entered",
            ["DOTNET_EnableDiagnostics"] = omission.Of(Omission.Diagnostics) ? "1" : "0",
            ["DOTNET_DbgEnableMiniDump"] = "0",
            ["GLIBC_TUNABLES"] = omission.Of(Omission.Overwriting) ? "" : FreedMemory.Tunables,
        });
    }
}

/// <summary>What the program tells of itself.</summary>
/// <param name="Deployment">The folder it is run from; not empty.</param>
/// <param name="LockedBytes">As much memory as its sessions keep locked at one time.</param>
public sealed record StrictSetup(string Deployment, long LockedBytes);

/// <summary>What holds.</summary>
/// <param name="Safeguards">How many ways to write, to dump or to leave something were tried.</param>
/// <param name="LandlockAbi">Of the kernel.</param>
/// <param name="DeniedCalls">How many system calls are refused as such.</param>
public sealed record StrictReport(int Safeguards, int LandlockAbi, int DeniedCalls);
