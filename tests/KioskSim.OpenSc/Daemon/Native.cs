using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KioskSim.OpenSc.Daemon;

/// <summary>What .NET has no words for.</summary>
static partial class Native
{
    const int NetworkNamespace = 0x40000000; // CLONE_NEWNET

    /// <summary>For libraries of this process; .NET's own environment is a copy that they do not see.</summary>
    public static void SetEnvironment(string name, string value) => Assert.Equal(0, setenv(name, value, 1));

    /// <summary>
    /// Does something in the network of another process: a socket belongs for ever to the network of the thread that made it. The thread
    /// does nothing else afterwards.
    /// </summary>
    /// <param name="process">Null: here.</param>
    public static Task<T> InNetworkOf<T>(int? process, Func<Task<T>> work)
    {
        if (process is null)
            return work();
        var result = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                using var network = File.OpenHandle($"/proc/{process}/ns/net");
                Assert.Equal(0, setns(network, NetworkNamespace));
                result.SetResult(work());
            }
            catch (Exception e)
            {
                result.SetException(e);
            }
        }).Start();
        return result.Task.Unwrap();
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(SafeFileHandle handle, int kind);
}
