using System.ComponentModel;
using System.Diagnostics;

namespace KioskSim.Paper.Tests.Images.Files;

/// <summary>A folder, gone after the test, in which other people's programs make files and read them. A missing program skips the test.</summary>
public sealed class Workshop : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("kiosksim-scans-").FullName;

    /// <summary>Runs a program in the folder and gives what it prints, as bytes.</summary>
    /// <param name="package">The Debian package that has it.</param>
    public byte[] Run(string package, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MAGICK_THREAD_LIMIT"] = "1";
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not installed (Debian package {package}).");
            throw;
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            using var output = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(output);
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, $"{program} says: {errors.Result}");
            return output.ToArray();
        }
    }

    public byte[] Magick(params string[] arguments) => Run("imagemagick", "/usr/bin/convert", arguments);

    public void Write(string name, byte[] content) => File.WriteAllBytes(Path.Combine(_folder, name), content);

    public byte[] Read(string name) => File.ReadAllBytes(Path.Combine(_folder, name));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
