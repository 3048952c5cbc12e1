using System.Diagnostics;
using System.Net;
using KioskSim.Card;
using KioskSim.Card.Pcsc;
using KioskSim.Card.Vpcd;
using KioskSim.OpenSc.Daemon;

[assembly: AssemblyFixture(typeof(Pcscd))]

// One reader, one card at a time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace KioskSim.OpenSc.Daemon;

/// <summary>
/// Debian's pcscd with vsmartcard's virtual reader, once for all tests: in mount and network namespaces of its own, so that any number
/// of runs can stand side by side and no port is open to anybody else. Where these are not to be had it is the machine's only one.
/// </summary>
public sealed class Pcscd : IAsyncLifetime
{
    public const string Reader = "Virtual PCD 00 00";
    public const string Address = $"pcsc:{Reader}";

    const string Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";

    // The card's end of the reader is 0x8C7B in hexadecimal, as /proc/net/tcp prints it. Ends when whoever started it is gone.
    const string Serve = """
        pcscd --foreground --error --config "$1" >/dev/null 2>&1 &
        daemon=$!
        trap 'kill $daemon' EXIT
        until [ -S /run/pcscd/pcscd.comm ] && grep -q ':8C7B 00000000:0000 0A' /proc/net/tcp; do
            kill -0 $daemon || exit 1
            sleep 0.05
        done
        echo ready
        read -r _ || true
        """;

    const string Enter = "mount -t tmpfs tmpfs /run && mkdir /run/pcscd && ip link set lo up && exec sh -c \"$0\" sh \"$1\"";

    static readonly IPEndPoint CardsEnd = new(IPAddress.Loopback, VpcdCard.DefaultPort);

    readonly DirectoryInfo _configuration = Directory.CreateTempSubdirectory("kiosksim-pcscd-");
    Process? _process;
    string? _missing;
    bool _apart;
    PcscSlot? _slot;

    /// <summary>The reader as a kiosk has it.</summary>
    public PcscSlot Slot => _slot!;

    /// <summary>Whether it has namespaces of its own.</summary>
    public bool IsApart => _apart;

    public async ValueTask InitializeAsync()
    {
        _missing = Missing();
        if (_missing is not null)
            return;
        await File.WriteAllTextAsync(
            Path.Combine(_configuration.FullName, "vpcd"),
            $"FRIENDLYNAME \"Virtual PCD\"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH {Driver}\nCHANNELID 0x8C7B\n");
        _apart = (await Tool.RunAsync(["unshare", "-m", "-n", "true"])).ExitCode == 0;
        string[] serve = [Serve, _configuration.FullName];
        string[] command = _apart ? ["unshare", "-m", "-n", "sh", "-c", Enter, .. serve] : ["sh", "-c", Serve, "sh", serve[1]];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        if (await _process.StandardOutput.ReadLineAsync().Soon() != "ready")
        {
            _missing = "pcscd does not start here: it is not root's run, or the machine has one already";
            return;
        }

        // libpcsclite looks here for the daemon; a socket in the file system is reached from any namespace.
        if (_apart)
            Native.SetEnvironment("PCSCLITE_CSOCK_NAME", Path.Combine($"/proc/{_process.Id}/root", "run/pcscd/pcscd.comm"));
        _slot = PcscSlot.Open(Address);
    }

    /// <summary>Skips a test that has no daemon to go to.</summary>
    public void OrSkip() => Assert.SkipWhen(_missing is not null, _missing ?? "");

    /// <summary>Runs a program where the daemon is.</summary>
    public Task<Tool> RunAsync(params IEnumerable<string> command) => Tool.RunAsync(There(command));

    public Process Start(params IEnumerable<string> command) => Tool.Start(There(command));

    /// <summary>Puts a card into the reader, and waits until the daemon has seen it.</summary>
    public async Task<LaidCard> InsertAsync(ICard card)
    {
        var hand = new CancellationTokenSource();
        var stay = await Native.InNetworkOf(_apart ? _process!.Id : null, () => VpcdCard.InsertAsync(card, CardsEnd, hand.Token)).Soon();
        return new LaidCard(await Slot.WaitForCardAsync().Soon(), stay, hand);
    }

    public async ValueTask DisposeAsync()
    {
        _slot?.Dispose();
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().Soon();
            _process.Dispose();
        }

        _configuration.Delete(recursive: true);
    }

    IEnumerable<string> There(IEnumerable<string> command) =>
        _apart ? ["nsenter", "--target", $"{_process!.Id}", "--mount", "--net", .. command] : command;

    static string? Missing()
    {
        var absent = new List<string>();
        foreach (var (package, file) in ((string, string)[])[
            ("opensc", "opensc-tool"), ("opensc", "pkcs15-tool"), ("pcscd", "pcscd"), ("vsmartcard-vpcd", Driver), ("openssl", "openssl"), ("iproute2", "ip")])
        {
            var folders = $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/sbin".Split(Path.PathSeparator);
            if (!folders.Any(folder => File.Exists(Path.Combine(folder, file))))
                absent.Add(package);
        }

        return absent.Count == 0 ? null : $"needs the Debian packages {string.Join(", ", absent.Distinct())}";
    }
}
