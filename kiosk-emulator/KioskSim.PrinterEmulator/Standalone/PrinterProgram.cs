using System.Net;
using System.Runtime.InteropServices;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.PrinterEmulator.Device;
using KioskSim.PrinterEmulator.Endpoint;
using KioskSim.PrinterEmulator.Server;

namespace KioskSim.PrinterEmulator.Standalone;

/// <summary>The printer as a process of its own: listens, prints, and does what hands do, until a signal.</summary>
sealed class PrinterProgram(PrinterArguments arguments, TimeProvider clock, TextWriter output)
{
    readonly PrinterDevice _printer = new(clock, Keep.Hash);
    readonly Lock _writing = new();

    /// <returns>0; 2 for wrong arguments; 1 when it cannot start, with the reason in one line.</returns>
    public static async Task<int> RunAsync(string[] words, TimeProvider clock)
    {
        if (words is ["--help"])
        {
            Console.WriteLine(PrinterArguments.Usage);
            return 0;
        }

        PrinterArguments arguments;
        try
        {
            arguments = PrinterArguments.Parse(words);
        }
        catch (ConfigurationException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }

        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            await new PrinterProgram(arguments, clock, Console.Out).ServeAsync(Console.In, stop.Task);
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or IOException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }

        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    /// <param name="hands">A line each: <see cref="Attendant"/>. When there are no more, it goes on without hands.</param>
    async Task ServeAsync(TextReader hands, Task stop)
    {
        if (arguments.FaultFile is { } script)
            _printer.Plan(PrinterFiles.Faults(script));
        WatchPaper();
        using var certificate = arguments.Ipps is null ? null : PrinterFiles.Certificate(arguments.CertificateFile, clock.GetUtcNow());
        var uris = new List<string>();
        var endpoint = new IppEndpoint(_printer, uris);
        using var plain = arguments.Ipp is { } ipp ? Listen("ipp", ipp, null) : null;
        using var secure = arguments.Ipps is { } ipps ? Listen("ipps", ipps, certificate) : null;
        Say("listening");
        foreach (var uri in uris)
            Say(uri.StartsWith("ipps:", StringComparison.Ordinal) ? $"{uri} certificate {PrinterCertificate.HashOf(certificate!)}" : uri);
        _ = Task.Run(() => AttendAsync(hands));
        await stop;

        PrinterServer Listen(string scheme, IPEndPoint address, X509Certificate2? shown) => new(address, shown, clock, bound =>
        {
            uris.Add($"{scheme}://{bound}{arguments.Path}");
            return new Dictionary<string, IppEndpoint> { [arguments.Path] = endpoint };
        });
    }

    async Task AttendAsync(TextReader hands)
    {
        var attendant = new Attendant(_printer);
        while (await hands.ReadLineAsync() is { } line)
            Say(attendant.Do(line));
    }

    void WatchPaper()
    {
        var folder = arguments.Keep == Keep.Sheets ? new PaperFolder(arguments.OutTray) : null;
        _printer.SheetIsOut = sheet =>
        {
            folder?.Put(sheet);
            Say($"sheet {sheet.Sheets} of copy {sheet.Number} of job {sheet.Job}, sha256 {Convert.ToHexStringLower(sheet.Hash)}");
        };
        _printer.PaperIsWithdrawn = copies => folder?.Withdraw(copies);
    }

    void Say(string line)
    {
        lock (_writing)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
