using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Endpoint;
using KioskSim.PrinterEmulator.Server;

namespace KioskSim.PrinterEmulator.Tests.Interop;

/// <summary>A printer that listens on a port, in the clear or by TLS.</summary>
sealed class PrinterHost : IDisposable
{
    public const string Path = "/ipp/print/kiosk-1";

    readonly PrinterServer _server;

    PrinterHost(string scheme, X509Certificate2? certificate)
    {
        (Certificate, Printer) = (certificate, new PrinterDevice(Clock));
        _server = new PrinterServer(new IPEndPoint(IPAddress.Loopback, 0), certificate, Clock, address =>
        {
            Uri = $"{scheme}://{address}{Path}";
            return new Dictionary<string, IppEndpoint> { [Path] = new(Printer, [Uri]) };
        });
    }

    public static PrinterHost Start() => new("ipp", null);

    public static PrinterHost StartSecure() => new("ipps", PrinterCertificate.Make(Now));

    /// <summary>The certificate that others look at is good by the system's clock.</summary>
#pragma warning disable RS0030
    static DateTimeOffset Now => TimeProvider.System.GetUtcNow();
#pragma warning restore RS0030

    public ManualTime Clock { get; } = new(DateTimeOffset.UnixEpoch.AddYears(56));

    public PrinterDevice Printer { get; }

    public X509Certificate2? Certificate { get; }

    public IPEndPoint Address => _server.Address;

    public string Uri { get; private set; } = "";

    /// <summary>A file of empty pages that every reader takes.</summary>
    public static byte[] Pdf(int pages)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        void Object(string body)
        {
            offsets.Add(text.Length);
            text.Append($"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        Object("<</Type/Catalog/Pages 2 0 R>>");
        Object($"<</Type/Pages/Count {pages}/Kids[{string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"))}]>>");
        for (var page = 0; page < pages; page++)
            Object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
        var table = text.Length;
        text.Append($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            text.Append($"{offset:D10} 00000 n \n");
        text.Append($"trailer\n<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public void Dispose()
    {
        _server.Dispose();
        Certificate?.Dispose();
    }
}
