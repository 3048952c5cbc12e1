using System.Diagnostics;

namespace KioskSim.Hosting;

/// <summary>
/// A service that another program started ends with it. Its standard input is then a pipe on which nothing is ever said: the kernel closes
/// the other end when that program is gone, also when it was killed, and the service is gone at once, as in a power cut.
/// </summary>
public static class Lifeline
{
    /// <summary>Environment variable; off unless it says <see cref="StandardInput"/>.</summary>
    public const string Variable = "KIOSKSIM_LIFELINE";

    public const string StandardInput = "stdin";

    internal static void HoldIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) == StandardInput)
            new Thread(Hold) { IsBackground = true, Name = "lifeline" }.Start();
    }

    static void Hold()
    {
        using var pipe = Console.OpenStandardInput();
        while (pipe.ReadByte() >= 0)
        {
        }

        using var self = Process.GetCurrentProcess();
        self.Kill(); // an end in good order may wait for devices that are gone as well
    }
}
