using System.Collections;
using System.Runtime.InteropServices;

namespace KioskSim.Strict.Kernel;

/// <summary>This program, which can begin anew in its own place: same process, same arguments, no thread and no memory of before.</summary>
static unsafe class Program
{
    /// <summary>Does not return.</summary>
    /// <param name="environment">Is set beside what is there; empty: is not there.</param>
    /// <exception cref="StrictModeException">It cannot.</exception>
    public static void BeginAnew(Dictionary<string, string> environment)
    {
        var variables = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "");
        foreach (var (name, value) in environment)
            variables[name] = value;
        fixed (byte** arguments = Strings(Proc.CommandLine), variable = Strings(variables.Where(v => v.Value.Length > 0).Select(v => $"{v.Key}={v.Value}")))
            Libc.execve("/proc/self/exe", arguments, variable);
        throw new StrictModeException($"the program cannot begin anew inside the sandbox (execve: {Libc.Error}).");
    }

    // As C wants them: bytes that end with a zero, and a list that does. The next program has no use for what this one allocated.
    static byte*[] Strings(IEnumerable<string> strings)
    {
        var all = strings.ToList();
        var pointers = new byte*[all.Count + 1];
        for (var i = 0; i < all.Count; i++)
            pointers[i] = (byte*)Marshal.StringToCoTaskMemUTF8(all[i]);
        return pointers;
    }
}
