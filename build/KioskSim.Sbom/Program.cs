using System.Globalization;
using System.Reflection;
using KioskSim.Sbom;

// KioskSim.Sbom <checkout> <file> <time>: writes what the programs are made of (make sbom). The time is that of the source's last change.
if (args is not [var checkout, var file, var time])
{
    Console.Error.WriteLine("KioskSim.Sbom <checkout> <file> <time>");
    return 2;
}

var version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
var delivery = Delivery.Read(checkout);
File.WriteAllText(file, CycloneDx.Describe(delivery, CertificateFont.Read(), version, DateTimeOffset.Parse(time, CultureInfo.InvariantCulture)));
Console.WriteLine($"{file}: {delivery.Programs.Count} programs, {delivery.Packages.Count} packages");
return 0;
