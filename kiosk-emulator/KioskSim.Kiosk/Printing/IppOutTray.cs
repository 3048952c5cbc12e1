using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using KioskSim.Domain.Errors;
using KioskSim.Ipp;

namespace KioskSim.Kiosk.Printing;

/// <summary>
/// The tray of a printer that is no part of the machine: what it says of its tray (<c>printer-output-tray</c>) is its sensor, and if it can draw
/// paper in (<see cref="IppOperation.WithdrawPaper"/>) it is asked to. Of a printer that says nothing the tray counts as empty.
/// </summary>
public sealed class IppOutTray(PrinterAddress address, TimeProvider clock, KioskOptions options) : IOutTray
{
    readonly IppPrinter _printer = new(address, options.PrinterPatience);

    public async IAsyncEnumerable<int> WatchAsync([EnumeratorCancellation] CancellationToken stop)
    {
        var last = -1;
        while (true)
        {
            var sheets = Sheets();
            if (sheets != last)
                yield return last = sheets;
            await Task.Delay(options.TrayPoll, clock, stop);
        }
    }

    public Task<int> WithdrawAsync(CancellationToken stop)
    {
        try
        {
            return Task.FromResult(_printer.WithdrawPaper());
        }
        catch (PrinterException e)
        {
            throw new FlowException(FlowErrorCode.PaperLeft, "the printer cannot draw its paper in", inner: e);
        }
    }

    int Sheets()
    {
        try
        {
            return SheetsIn(_printer.OutputTray());
        }
        catch (PrinterException e)
        {
            throw new FlowException(FlowErrorCode.Internal, "the printer does not say what lies in its tray", inner: e);
        }
    }

    // "type=…;maxcapacity=500;remaining=497;…"; a printer that does not count says -1 or -2.
    internal static int SheetsIn(byte[]? tray)
    {
        if (tray is null)
            return 0;
        var fields = Encoding.UTF8.GetString(tray).Split(';').Select(f => f.Split('=')).Where(f => f.Length == 2).ToLookup(f => f[0].Trim(), f => f[1].Trim());
        return Number("maxcapacity") is >= 0 and var capacity && Number("remaining") is >= 0 and var left ? Math.Max(capacity - left, 0) : 0;

        int? Number(string name) =>
            int.TryParse(fields[name].FirstOrDefault(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}
