using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using KioskSim.Fixtures;
using KioskSim.Kiosk.Printing;

namespace KioskSim.Printers.Tests;

/// <summary>
/// CUPS's ippeveprinter, a printer that nobody here wrote, by ipp and ipps on one port. It asks for a message bus and nothing on it, so that it gets
/// one of its own. What it prints goes to a shell script, which notes it and does as it is told.
/// </summary>
sealed class IppEvePrinter : IDisposable
{
    const string Program = "/usr/sbin/ippeveprinter";

    // Says what it was given, does what is asked of it, and leaves nothing of the document.
    const string Command = """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "$(sha256sum < "$1" | cut -d ' ' -f 1) $IPP_COPIES $IPP_SIDES" >> printed
        rm -f "$1"
        . ./behaviour
        """;

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kiosksim-ippeve-");
    readonly Process _process;
    readonly Task<string> _said;
    readonly int _port;

    IppEvePrinter()
    {
        _port = FreePort();
        foreach (var part in (string[])["spool", "keys"])
            _folder.CreateSubdirectory(part);
        File.WriteAllText(FileOf("command"), Command);
        File.SetUnixFileMode(FileOf("command"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Behave("ATTR: job-impressions-completed=2");
        _process = Process.Start(new ProcessStartInfo("dbus-run-session",
        [
            "--", "sh", "-c",
            $"DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS exec {Program} -r off -n localhost -p {_port} -2 -f application/pdf"
            + $" -d {FileOf("spool")} -K {FileOf("keys")} -c {FileOf("command")} kiosksim",
        ])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _ = _process.StandardOutput.ReadToEndAsync();
        _said = _process.StandardError.ReadToEndAsync();
    }

    public string Uri(bool secure) => $"{(secure ? "ipps" : "ipp")}://127.0.0.1:{_port}/ipp/print";

    /// <summary>SHA-256 of the certificate that it made itself, in hexadecimal: whatever it shows, as who installs a kiosk would look it up.</summary>
    public string Certificate
    {
        get
        {
            var hash = "";
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, _port);
            using var secure = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) =>
            {
                hash = Convert.ToHexStringLower(SHA256.HashData(shown!.GetRawCertData()));
                return true;
            });
            secure.AuthenticateAsClient("localhost");
            return hash;
        }
    }

    public PrinterAddress Address(bool secure) => PrinterAddress.Parse(Uri(secure), secure ? Certificate : null);

    public IppPrinter Client(bool secure = false) => new(Address(secure), TimeSpan.FromSeconds(20));

    /// <summary>Of each job: SHA-256 of the document, copies, sides.</summary>
    public IReadOnlyList<string> Printed => File.Exists(FileOf("printed")) ? File.ReadAllLines(FileOf("printed")) : [];

    /// <summary>Documents that are still in its spool.</summary>
    public IEnumerable<string> Spool => Directory.EnumerateFiles(FileOf("spool"), "*.pdf", SearchOption.AllDirectories);

    /// <summary>Where it runs, or the test is skipped.</summary>
    public static async Task<IppEvePrinter> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Program), "ippeveprinter is not installed (Debian package cups-ipp-utils).");
        Assert.SkipUnless(File.Exists("/usr/bin/dbus-run-session"), "dbus-run-session is not installed (Debian package dbus-daemon).");
        for (var tries = 1; ; tries++)
        {
            var printer = new IppEvePrinter();
            await Task.Run(async () =>
            {
                while (!printer.Answers() && !printer._process.HasExited)
                    await Task.Yield();
            }).Soon();
            if (!printer._process.HasExited)
                return printer;
            var said = await printer._said;
            printer.Dispose();
            // Between looking for a free port and listening at it, another program may have taken it.
            if (tries == 5 || !said.Contains("Address already in use", StringComparison.Ordinal))
                throw new InvalidOperationException($"ippeveprinter did not start: {said}");
        }
    }

    /// <summary>What its command says to it, line by line, with each job from now on. <c>wait</c>: until <see cref="GoOn"/>.</summary>
    public void Behave(params string[] lines)
    {
        File.Delete(FileOf("go"));
        File.WriteAllLines(FileOf("behaviour"), lines.Select(l => l switch
        {
            "wait" => "until [ -e go ]; do sleep 0.05; done",
            "fail" => "exit 1",
            _ => $"echo '{l}' >&2",
        }));
    }

    public void GoOn() => File.WriteAllText(FileOf("go"), "");

    public void Dispose()
    {
        GoOn();
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    bool Answers()
    {
        try
        {
            return new IppPrinter(new PrinterAddress(new IPEndPoint(IPAddress.Loopback, _port), "/ipp/print"), TimeSpan.FromSeconds(5)).Look().CanPrint;
        }
        catch (PrinterException)
        {
            return false;
        }
    }

    static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    string FileOf(string name) => Path.Combine(_folder.FullName, name);
}
