using System.Diagnostics;

namespace KioskSim.Testing;

/// <summary>The openssl command, in a folder of its own that goes with it.</summary>
sealed class OpenSsl : IDisposable
{
#pragma warning disable RS0030 // openssl judges freshness by the system's clock, so what it is to judge is made by that clock, too.
    public static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-openssl-");

    OpenSsl()
    {
    }

    /// <summary>Skips the test when there is no openssl to ask.</summary>
    public static OpenSsl OrSkip()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "openssl"))))
            Assert.Skip("needs the openssl command (Debian: openssl)");
        return new OpenSsl();
    }

    /// <returns>The file's name in the folder, for use in arguments.</returns>
    public string Put(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(PathOf(name), content);
        return name;
    }

    public string Put(string name, string content)
    {
        File.WriteAllText(PathOf(name), content);
        return name;
    }

    public byte[] Get(string name) => File.ReadAllBytes(PathOf(name));

    /// <summary>Runs to the end.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    public Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
