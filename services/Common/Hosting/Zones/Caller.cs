using System.Security.Cryptography.X509Certificates;

namespace KioskSim.Hosting.Zones;

/// <summary>Who is at the other end of a line, as its certificate says.</summary>
/// <param name="Zone">The line.</param>
/// <param name="Role">What it is: a <see cref="Domain.Flow.Party"/>.</param>
/// <param name="Name">Which one it is: a kiosk's id, a service's name.</param>
public sealed record Caller(Zone Zone, string Role, string Name)
{
    const string OrganizationalUnit = "2.5.4.11";
    const string CommonName = "2.5.4.3";

    public static Caller Read(Zone zone, X509Certificate2 certificate)
    {
        string role = "", name = "";
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            switch (part.GetSingleElementType().Value)
            {
                case OrganizationalUnit: role = part.GetSingleElementValue() ?? ""; break;
                case CommonName: name = part.GetSingleElementValue() ?? ""; break;
            }
        }

        return new Caller(zone, role, name);
    }

    public override string ToString() => $"{Role} {Name} on {Zone.Name()}";
}
