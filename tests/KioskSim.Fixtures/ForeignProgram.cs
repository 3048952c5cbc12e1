using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace KioskSim.Fixtures;

/// <summary>A run of somebody else's program, which judges what ours make.</summary>
public sealed record ForeignProgram(int ExitCode, byte[] Output, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Output);

    /// <summary>Runs it to its end. Where it is missing, the test is skipped and its Debian package named.</summary>
    /// <param name="input">What it reads; null: nothing.</param>
    public static ForeignProgram Run(string package, string program, IEnumerable<string> arguments, string? folder = null, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Their threads wait for each other longer than they work.
        start.Environment["OMP_THREAD_LIMIT"] = start.Environment["MAGICK_THREAD_LIMIT"] = "1";
        using var process = Start(start, package);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var written = WriteAsync(process.StandardInput.BaseStream, input ?? []);
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        written.GetAwaiter().GetResult();
        return new ForeignProgram(process.ExitCode, output.ToArray(), errors.GetAwaiter().GetResult());
    }

    /// <summary>The same of one that is to end well.</summary>
    public static ForeignProgram RunWell(string package, string program, IEnumerable<string> arguments, string? folder = null, byte[]? input = null)
    {
        var run = Run(package, program, arguments, folder, input);
        Assert.True(run.ExitCode == 0, $"{program} says: {run.Text}{run.Errors}");
        return run;
    }

    static Process Start(ProcessStartInfo start, string package)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{start.FileName} is not installed (Debian package {package}).");
            throw;
        }
    }

    static async Task WriteAsync(Stream stream, byte[] input)
    {
        await using (stream)
            await stream.WriteAsync(input);
    }
}
