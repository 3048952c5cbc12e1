using System.Net;
using System.Net.Sockets;
using System.Text;
using KioskSim.Cluster.Processes;
using KioskSim.Hosting.Zones;
using KioskSim.Inquiry.Tests.Backs;
using KioskSim.Sweep;

namespace KioskSim.Inquiry.Tests.Hosting;

/// <summary>Nothing of a certificate stays: not in memory, not on disk, not in a log.</summary>
public sealed class NothingKeptTests
{
    const int Looks = 20;

    [Fact]
    public async Task A_front_is_in_memory_while_it_is_shown_and_then_nowhere_000_57()
    {
        var folder = Directory.CreateTempSubdirectory("kiosksim-inquiry-").FullName;
        using var city = new TestCity();
        using var ports = new PortLeases();
        var address = ports.Take(Zone.Internet);
        RunningSite.Deploy(folder, city, address);
        await using var site = new ServiceProcess("KioskSim.Inquiry.Host", ["--deployment", folder]);
        await site.StartAsync();
        var before = Files(folder);

        var scans = Enumerable.Range(1, 9).Select(sheet => ScannedBack.Of(city.Parcel(sheet, 9))).ToArray();
        using var visitor = await SendAsync(address, ScannedBack.Pdf(scans));
        var shown = Traces(TestFront.Page(TestCity.IssueNumber, 9, 9));
        // The visitor does not read yet: the site has the answer in its hands.
        var held = await LookAsync(site.Id, shown, until: found => found.Count > shown.Count / 3);
        Assert.Contains(shown[0], held);
        Assert.True(held.Count > shown.Count / 3, $"Of the rows, of which there are two kinds, those that were decoded are there: {held.Count} of {shown.Count} traces.");
        Assert.Empty(OpenFiles(site.Id, folder));

        var answer = await ReadAsync(visitor);
        Assert.StartsWith("HTTP/1.1 200", answer);
        Assert.Contains(TestCity.IssueNumber, answer);
        Assert.Empty(await LookAsync(site.Id, [.. shown, .. Traces(answer)], until: found => found.Count == 0));
        Assert.Equal(before, Files(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task No_log_names_a_person_a_certificate_or_a_file_000_57()
    {
        await using var site = await RunningSite.StartAsync();
        byte[][] files = [ScannedBack.Of(site.City.Parcel()).Png(), [1, 2, 3], ScannedBack.Of(site.City.Parcel()).Png()[..^9000], ScannedBack.Of(site.City.Forged()).Png()];
        foreach (var file in files)
            await site.SendAsync("/", file);
        var log = site.Log.Entries.Select(e => $"{e.Text} {e.Error}").ToList();
        Assert.Contains(log, line => line.Contains("Genuine", StringComparison.Ordinal));
        foreach (var marker in (string[])[TestCity.IssueNumber, "482013", "hanako", "若葉", "Wakabadai", "令和8年"])
            Assert.DoesNotContain(log, line => line.Contains(marker, StringComparison.Ordinal));
    }

    static async Task<Socket> SendAsync(IPEndPoint address, byte[] file)
    {
        // A small window, so that the answer has to wait in the site.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(address);
        using var form = RunningSite.Form(file);
        var body = await form.ReadAsByteArrayAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST / HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {form.Headers.ContentType}\r\nContent-Length: {body.Length}\r\n\r\n"));
        await socket.SendAsync(body);
        return socket;
    }

    static async Task<string> ReadAsync(Socket socket)
    {
        var (answer, piece) = (new MemoryStream(), new byte[65_536]);
        for (int read; (read = await socket.ReceiveAsync(piece).Soon()) > 0;)
            answer.Write(piece, 0, read);
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    /// <summary>What would give a front away: its rows as they are decoded and as they are in a PNG file, and the issue number.</summary>
    static List<byte[]> Traces(Paper.Images.Bitmap front)
    {
        var traces = new List<byte[]> { Encoding.UTF8.GetBytes(TestCity.IssueNumber), Encoding.Unicode.GetBytes(TestCity.IssueNumber) };
        foreach (var y in Enumerable.Range(0, front.Height).Where(y => Inked(front.Row(y)) >= 10).Chunk(20).Select(chunk => chunk[0]))
        {
            var row = front.Row(y).ToArray();
            traces.Add([.. row.SelectMany(BitConverter.GetBytes)]);
            var png = new byte[front.RowBytes];
            front.CopyRow(y, png);
            traces.Add([.. png.Select(eight => (byte)~eight)]);
        }

        Assert.InRange(traces.Count, 10, 500);
        return traces;
    }

    static int Inked(ReadOnlySpan<ulong> row)
    {
        var inked = 0;
        foreach (var word in row)
            inked += word is 0 or ulong.MaxValue ? 0 : 1;
        return inked;
    }

    /// <summary>Pieces of the pictures as they stood on the page.</summary>
    static IEnumerable<byte[]> Traces(string page)
    {
        var picture = page[page.IndexOf("base64,", StringComparison.Ordinal)..page.LastIndexOf("></figure", StringComparison.Ordinal)];
        return Enumerable.Range(1, picture.Length / 20_000 - 1).Select(i => picture.Substring(i * 20_000, 200))
            .Where(piece => piece.Distinct().Count() > 8).Select(Encoding.ASCII.GetBytes);
    }

    static async Task<IReadOnlyList<byte[]>> LookAsync(int process, IReadOnlyList<byte[]> traces, Predicate<IReadOnlyList<byte[]>> until)
    {
        for (var look = 1; ; look++)
        {
            var found = await ProcessMemory.FindAsync(process, traces);
            if (until(found) || look == Looks)
                return found;
#pragma warning disable RS0030 // Another process's work is waited for.
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
#pragma warning restore RS0030
        }
    }

    static List<string> Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => $"{f} {new FileInfo(f).Length}").Order(StringComparer.Ordinal)];

    // Devices and sockets are no files; programs and libraries are not in the way.
    static List<string> OpenFiles(int process, string folder) =>
        [.. Directory.EnumerateFiles($"/proc/{process}/fd").Select(f => new FileInfo(f).LinkTarget ?? "")
            .Where(f => f.StartsWith(folder, StringComparison.Ordinal) || f.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) || f.StartsWith("/dev/shm", StringComparison.Ordinal))
            .Where(f => !f.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))]; // the program itself, in a checkout among temporary files
}
