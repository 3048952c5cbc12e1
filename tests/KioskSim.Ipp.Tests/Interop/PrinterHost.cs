using System.Net;
using System.Text;
using KioskSim.Card;
using KioskSim.Card.Slots;
using KioskSim.Contracts.Cabinet;
using KioskSim.Devices;
using KioskSim.Devices.Cards;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Randomness;
using KioskSim.Domain.Values;
using KioskSim.Hosting;
using KioskSim.Hosting.Deployments;
using KioskSim.Hosting.Zones;
using Microsoft.Extensions.Logging.Abstractions;

namespace KioskSim.Ipp.Tests.Interop;

/// <summary>A multi-copy machine whose printer listens on a port.</summary>
sealed class PrinterHost : IAsyncDisposable
{
    public const string Path = "/ipp/print/kiosk-1";

    readonly ServiceHost _host;
    readonly Deployment _deployment;

    PrinterHost(ServiceHost host, Deployment deployment, Cabinet cabinet)
    {
        _host = host;
        _deployment = deployment;
        Printer = cabinet.Printer;
    }

    public Devices.Printer.PrinterDevice Printer { get; }

    public IPEndPoint Address => _host.PlainHttp!;

    public static async Task<PrinterHost> StartAsync()
    {
        var clock = new ManualTime(DateTimeOffset.UnixEpoch.AddYears(56));
        var deployment = Deployment.Create([new(Zone.Cabinet, Party.CoinSlot, DevicesHost.Name)], clock, new SeededEntropy(1, "printer"));
        var cabinet = new Cabinet(new LocalDoor(new LocalSlot()), clock);
        var cabinets = new Cabinets(new Dictionary<KioskId, Cabinet> { [new KioskId("kiosk-1")] = cabinet });
        return new PrinterHost(await DevicesHost.StartAsync(deployment, cabinets, new NoCards(), NullLoggerFactory.Instance), deployment, cabinet);
    }

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

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _deployment.Dispose();
    }

    sealed class NoCards : IWallet
    {
        public Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop) => throw new NotSupportedException();
    }
}
