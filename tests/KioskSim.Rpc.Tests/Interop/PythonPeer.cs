using System.Diagnostics;
using KioskSim.Rpc.Tests.Hosting;

namespace KioskSim.Rpc.Tests.Interop;

/// <summary>Runs the scripts of the Python folder on the distribution's grpcio.</summary>
sealed class PythonPeer : IDisposable
{
    const string Interpreter = "/usr/bin/python3";

    static readonly (string Probe, string Package)[] Needs =
    [
        ("from grpc import server", "python3-grpcio"),
        ("from google.protobuf import descriptor_pool", "python3-protobuf"),
        ("from grpc_tools import protoc", "python3-grpc-tools"),
    ];

    static readonly Lazy<string?> Missing = new(FindMissing);

    readonly string? _tlsFolder;
    readonly Process _process;

    PythonPeer(string script, string? target, TestAuthority? authority)
    {
        _tlsFolder = authority is null ? null : WriteTls(authority, isServer: target is null);
        string?[] arguments = [Path.Combine(AppContext.BaseDirectory, "Python", script), target, _tlsFolder];
        _process = Start([.. arguments.OfType<string>()]);
    }

    public static void Require()
    {
        if (Missing.Value is { } package)
            Assert.Skip($"The Debian package {package} is not installed.");
    }

    /// <summary>Runs the interop cases against a server.</summary>
    /// <returns>"ok" or what went wrong, by case.</returns>
    public static async Task<IReadOnlyDictionary<string, string>> RunCasesAsync(Uri server, TestAuthority? authority)
    {
        using var peer = new PythonPeer("client.py", server.Authority, authority);
        var output = await peer._process.StandardOutput.ReadToEndAsync().WaitAsync(Waiting.Patience * 4, Clock.Real);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split('\t', 2))
            .ToDictionary(static parts => parts[0], static parts => parts[1]);
    }

    /// <summary>Starts a server that runs until it is disposed.</summary>
    public static async Task<(PythonPeer Peer, int Port)> ServeAsync(TestAuthority? authority)
    {
        var peer = new PythonPeer("server.py", null, authority);
        var line = await peer._process.StandardOutput.ReadLineAsync().Soon();
        return int.TryParse(line, out var port) ? (peer, port) : throw new InvalidOperationException("The Python server did not start.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        if (_tlsFolder is not null)
            Directory.Delete(_tlsFolder, recursive: true);
    }

    static string? FindMissing()
    {
        if (!File.Exists(Interpreter))
            return "python3";
        if (!File.Exists("/usr/share/grpc-proto/grpc/testing/test.proto"))
            return "grpc-proto";
        return Needs.FirstOrDefault(static need =>
        {
            using var probe = Start(["-c", need.Probe]);
            probe.WaitForExit();
            return probe.ExitCode != 0;
        }).Package;
    }

    static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo(Interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Writes no compiled files beside the scripts, and speaks to no proxy.
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["no_grpc_proxy"] = "*";
        var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    static string WriteTls(TestAuthority authority, bool isServer)
    {
        var certificate = isServer ? authority.Server : authority.Client;
        var folder = Directory.CreateTempSubdirectory("rpc-peer-").FullName;
        File.WriteAllText(Path.Combine(folder, "root.pem"), authority.RootPem);
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), TestAuthority.KeyPem(certificate));
        return folder;
    }
}
