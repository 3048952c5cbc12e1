using System.Diagnostics;
using KioskSim.Sweep.Target;

namespace KioskSim.Sweep.Tests.Places;

/// <summary>The program in which copies lie about, running.</summary>
sealed class TargetProgram : IDisposable
{
    const byte Mask = 0x5A;

    readonly Process _program;
    readonly MemoryStream _output = new();

    TargetProgram(Process program) => _program = program;

    public int Id => _program.Id;

    /// <summary>All that it has written.</summary>
    public byte[] Output => _output.ToArray();

    /// <param name="folder">Where its temporary files are.</param>
    /// <param name="environment">The value of a variable of its environment.</param>
    public static async Task<TargetProgram> StartAsync(string folder, IEnumerable<(Place Place, byte[] Bytes)> copies, string environment = "")
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "KioskSim.Sweep.Target.dll")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, Environment = { ["TMPDIR"] = folder, ["KEPT"] = environment },
        };
        var target = new TargetProgram(Process.Start(start)!);
        foreach (var (place, bytes) in copies)
            await target._program.StandardInput.WriteLineAsync($"{place} {Convert.ToHexString([.. bytes.Select(b => (byte)(b ^ Mask))])}");
        await target._program.StandardInput.WriteLineAsync();
        await target._program.StandardInput.FlushAsync();
        var buffer = new byte[4096];
        while (target._output.ToArray().AsSpan().IndexOf("planted\n"u8) < 0)
            target._output.Write(buffer, 0, await target._program.StandardOutput.BaseStream.ReadAsync(buffer).AsTask().Soon() is > 0 and var read ? read : throw new EndOfStreamException());
        return target;
    }

    public void Kill()
    {
        _program.Kill();
        _program.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _program.Dispose();
    }
}
