using System.Net;
using KioskSim.Domain.Errors;

namespace KioskSim.Kiosk.Printing;

/// <summary>Where a kiosk's printer is, and by TLS also which it is: printers make their certificates themselves, so that nobody else vouches for one.</summary>
/// <param name="End">Host and port.</param>
/// <param name="Path">Such as <c>/ipp/print</c>.</param>
/// <param name="Pin">SHA-256 of the printer's certificate, DER; null: without TLS.</param>
public sealed record PrinterAddress(EndPoint End, string Path, byte[]? Pin = null)
{
    const int DefaultPort = 631;
    const int PinLength = 32;

    public bool IsSecure => Pin is not null;

    /// <summary>As it stands in IPP messages.</summary>
    public string Uri => $"{(IsSecure ? "ipps" : "ipp")}://{HostAndPort}{Path}";

    public string HostAndPort => End is DnsEndPoint name ? $"{name.Host}:{name.Port}" : End.ToString()!;

    /// <param name="uri"><c>ipp://host:port/path</c> or <c>ipps://host:port/path</c>.</param>
    /// <param name="certificate">SHA-256 of the printer's certificate in hexadecimal, with or without colons: of <c>ipps</c>, and only there.</param>
    /// <exception cref="ConfigurationException">It is no such address, or the certificate is missing or too many.</exception>
    public static PrinterAddress Parse(string uri, string? certificate)
    {
        if (!System.Uri.TryCreate(uri, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("ipp" or "ipps") || parsed.Host.Length == 0)
            throw new ConfigurationException($"kiosk.json: '{uri}' is no printer; write ipp://host:port/path or ipps://host:port/path.");
        var port = parsed.Port > 0 ? parsed.Port : DefaultPort;
        EndPoint end = IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var address) ? new IPEndPoint(address, port) : new DnsEndPoint(parsed.Host, port);
        return (parsed.Scheme, certificate) switch
        {
            ("ipp", null) => new PrinterAddress(end, parsed.AbsolutePath),
            ("ipps", not null) => new PrinterAddress(end, parsed.AbsolutePath, PinOf(certificate)),
            ("ipps", _) => throw new ConfigurationException(
                "kiosk.json: a printer by ipps is known by its certificate alone; give its SHA-256 as printerCertificate, 64 hexadecimal digits."),
            _ => throw new ConfigurationException("kiosk.json: a printer by ipp shows no certificate; write ipps, or leave printerCertificate out."),
        };
    }

    static byte[] PinOf(string certificate)
    {
        try
        {
            var pin = Convert.FromHexString(certificate.Replace(":", "", StringComparison.Ordinal));
            if (pin.Length == PinLength)
                return pin;
        }
        catch (FormatException)
        {
            // Said below.
        }

        throw new ConfigurationException("kiosk.json: printerCertificate is the SHA-256 of the printer's certificate, 64 hexadecimal digits.");
    }
}
