using System.Diagnostics;
using System.Text;

namespace KioskSim.Compose;

/// <summary>Everything that passes on some networks, as tshark hears it on their bridges.</summary>
sealed class Capture : IDisposable
{
    const int MostTries = 60;

    readonly Containers _containers;
    readonly Process _tshark;
    readonly string _file;
    readonly IReadOnlyDictionary<string, string> _bridges;

    /// <param name="bridges">Of each the network.</param>
    Capture(Containers containers, Process tshark, string file, IReadOnlyDictionary<string, string> bridges) =>
        (_containers, _tshark, _file, _bridges) = (containers, tshark, file, bridges);

    /// <summary>Begins; when this returns, what passes is heard.</summary>
    public static Capture Of(Containers containers, params IEnumerable<string> networks)
    {
        ForeignProgram.RunWell("tshark", "tshark", ["--version"]);
        var file = Path.Combine(containers.Work, $"{networks.First()}.pcapng");
        var bridges = networks.ToDictionary(n => $"br-{Containers.Docker("network", "inspect", "-f", "{{.Id}}", containers.Network(n)).Text[..12]}");
        var tshark = Process.Start(new ProcessStartInfo("tshark", ["-q", "-w", file, .. bridges.Keys.SelectMany(b => (string[])["-i", b])]) { RedirectStandardError = true })!;
        tshark.ErrorDataReceived += (_, _) => { }; // what it says is read, or it would wait
        tshark.BeginErrorReadLine();
        var capture = new Capture(containers, tshark, file, bridges);
        capture.HearClearText("it begins");
        return capture;
    }

    /// <summary>All packets, when all that passed so far is among them.</summary>
    public byte[] Bytes()
    {
        HearClearText("it is over");
        return Read();
    }

    /// <summary>The networks on which content passed in TLS.</summary>
    public IEnumerable<string> Networks()
    {
        // A connection to PostgreSQL begins in clear, by asking for TLS; of one that was there before nobody heard that.
        var lines = ForeignProgram.RunWell(
            "tshark", "tshark", ["-r", _file, "-d", "tcp.port==5432,tls", "-Y", "tls.record.content_type == 23 || tls.record.opaque_type == 23", "-T", "fields", "-e", "frame.interface_name"]).Text;
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Select(bridge => _bridges[bridge]);
    }

    public void Dispose()
    {
        _tshark.Kill();
        _tshark.WaitForExit();
        _tshark.Dispose();
    }

    // On each network something is said in clear until it has been heard: so it is seen that clear text is found there, and that nothing is still under way. Each
    // has a buffer of its own, which a busy machine empties when it comes to it.
    void HearClearText(string words)
    {
        var unheard = _bridges.Values.ToDictionary(network => $"clear text: {words} on {network}", SomebodyOn);
        for (var tries = 0; tries < MostTries && unheard.Count > 0; tries++)
        {
            foreach (var (text, address) in unheard)
                ForeignProgram.RunWell("bash", "bash", ["-c", $"printf '{text}' > /dev/udp/{address}/9"]);
            Containers.LetBuffersEmpty();
            var heard = File.Exists(_file) ? Encoding.Latin1.GetString(Read()) : "";
            unheard = unheard.Where(u => !heard.Contains(u.Key, StringComparison.Ordinal)).ToDictionary();
        }

        Assert.True(unheard.Count == 0, $"tshark does not hear: {string.Join("; ", unheard.Keys)}");
    }

    string SomebodyOn(string network) => Containers.Docker(
        "network", "inspect", "-f", "{{range .Containers}}{{println .IPv4Address}}{{end}}", _containers.Network(network)).Text.Split('/')[0];

    byte[] Read()
    {
        using var file = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var all = new MemoryStream();
        file.CopyTo(all);
        return all.ToArray();
    }
}
