using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KioskSim.Domain.Errors;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.PrinterEmulator.Server;

namespace KioskSim.PrinterEmulator.Standalone;

/// <summary>The files that the printer program is told of.</summary>
static class PrinterFiles
{
#pragma warning disable RS0030 // The printer's own script and certificate; no kiosk has this program in it.
    /// <exception cref="ConfigurationException">No such file, or a line of it is wrong: file, line and word.</exception>
    public static IReadOnlyList<Fault> Faults(string path)
    {
        try
        {
            return FaultScript.Parse(File.ReadAllText(path));
        }
        catch (ConfigurationException e)
        {
            throw new ConfigurationException($"{path}: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{path} cannot be read: {e.Message}");
        }
    }

    /// <param name="path">Where it is kept, for its owner alone; null: nowhere.</param>
    /// <exception cref="ConfigurationException">The file holds no certificate with its key, or cannot be written.</exception>
    public static X509Certificate2 Certificate(string? path, DateTimeOffset now)
    {
        try
        {
            if (path is null)
                return PrinterCertificate.Make(now);
            if (File.Exists(path))
                return X509CertificateLoader.LoadPkcs12FromFile(path, password: null);
            var made = PrinterCertificate.Make(now);
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            file.Write(made.Export(X509ContentType.Pkcs12));
            return made;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationException($"{path} cannot be used as a certificate: {e.Message}");
        }
    }
#pragma warning restore RS0030
}
