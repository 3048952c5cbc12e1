using System.Net;
using KioskSim.Domain.Errors;
using KioskSim.PrinterEmulator.Device;

namespace KioskSim.PrinterEmulator.Standalone;

/// <summary>What the printer program is told on its command line.</summary>
sealed record PrinterArguments
{
    public const string Usage = """
        usage: KioskSim.PrinterEmulator [--ipp <address:port>] [--ipps <address:port>] [options]
        An IPP printer (RFC 8011) that prints PDF on both sides of A4 and fails as real ones do.

          --ipp <address:port>    listen without TLS; port 0: any free one
          --ipps <address:port>   listen with TLS 1.3 and a certificate of its own
          --certificate <file>    keep that certificate (PKCS#12) in a file, made where there is none; else a new one each time
          --path </ipp/print>     the printer's path
          --keep <hash|sheets>    of what is printed keep the SHA-256 only (default), or a PDF a copy in the out-tray
          --out <folder>          the out-tray of --keep sheets (default out-tray)
          --faults <file>         what goes wrong, one fault a line: docs/printer.md
          --help

        Prints "listening", its addresses, and a line for each sheet. Hands at the printer are lines on standard input:
          repair | take | withdraw | empty-box | status | a line of a faults file
        """;

    public IPEndPoint? Ipp { get; init; }

    public IPEndPoint? Ipps { get; init; }

    public string? CertificateFile { get; init; }

    public string Path { get; init; } = "/ipp/print";

    public Keep Keep { get; init; } = Keep.Hash;

    public string OutTray { get; init; } = "out-tray";

    public string? FaultFile { get; init; }

    /// <exception cref="ConfigurationException">What is wrong, in one line.</exception>
    public static PrinterArguments Parse(IReadOnlyList<string> words)
    {
        var arguments = new PrinterArguments();
        for (var i = 0; i < words.Count; i += 2)
        {
            var value = i + 1 < words.Count ? words[i + 1] : throw Wrong($"{words[i]} needs a value");
            arguments = words[i] switch
            {
                "--ipp" => arguments with { Ipp = Address(value) },
                "--ipps" => arguments with { Ipps = Address(value) },
                "--certificate" => arguments with { CertificateFile = value },
                "--path" => arguments with { Path = value.StartsWith('/') ? value : throw Wrong($"--path {value}: a path begins with /") },
                "--keep" => arguments with { Keep = KeepOf(value) },
                "--out" => arguments with { OutTray = value },
                "--faults" => arguments with { FaultFile = value },
                _ => throw Wrong($"{words[i]} is not understood"),
            };
        }

        return (arguments.Ipp ?? arguments.Ipps) is not null ? arguments : throw Wrong("--ipp or --ipps must say where to listen");
    }

    static Keep KeepOf(string value) => value switch
    {
        "hash" => Keep.Hash,
        "sheets" => Keep.Sheets,
        _ => throw Wrong($"--keep {value}: hash or sheets"),
    };

    static IPEndPoint Address(string value) =>
        IPEndPoint.TryParse(value, out var address) && value.Contains(':') ? address : throw Wrong($"'{value}' is no address such as 127.0.0.1:8631");

    static ConfigurationException Wrong(string what) => new($"{what}; --help says more.");
}
