using System.Globalization;
using KioskSim.Card.Reader;
using KioskSim.Cluster.Processes;
using KioskSim.Proof.Canaries;
using KioskSim.Registers;
using KioskSim.Sweep.Patterns;

namespace KioskSim.Telemetry.Tests;

/// <summary>Somebody who came, and everything about them that must not be found in what a collector is sent.</summary>
sealed class Known
{
    // Shorter parts of a certificate are what every certificate has.
    const int ShortestOfCertificate = 16;

    readonly Person _person;
    readonly string _street;
    readonly string _serial;
    readonly IReadOnlyList<byte[]> _certificates;

    Known(Person person, string street, string pin, string serial, IReadOnlyList<byte[]> certificates) =>
        (_person, _street, Pin, _serial, _certificates) = (person, street, pin, serial, certificates);

    public string Id => _person.Id.ToString();

    public string Pin { get; }

    /// <summary>What came out of the printer; null: nothing.</summary>
    public byte[]? Document { get; set; }

    public static async Task<Known> AskAsync(ProcessCluster services, Person person)
    {
        var (city, id) = (ProcessCluster.City, person.Id.ToString());
        var reader = new JpkiReader(await services.Wallet.TakeOutAsync(city, id, default));
        reader.SelectApplication();
        var serial = await services.Wallet.SerialAsync(city, id, default);
        var pin = await services.Wallet.RememberPinAsync(city, id, default);
        var address = services.World.Register(city).Find(person.Household)!.Address;
        // What the city is called stands in everybody's lists.
        return new Known(person, address[(address.IndexOf('市', StringComparison.Ordinal) + 1)..], pin.Reveal(), serial.Value.ToString(CultureInfo.InvariantCulture), [reader.ReadUserCertificate()]);
    }

    public IEnumerable<Canary> Canaries() =>
    [
        Visitor.VerifyCommand(Pin),
        .. Texts.Of("name", _person.Name.Text), .. Texts.Of("kana", _person.Name.Kana), .. Texts.Of("address", _street),
        .. Texts.Of("individual number", _person.IndividualNumber.Reveal()), .. Texts.Of("resident", Id, whole: true), .. Texts.Of("serial number", _serial, whole: true),
        .. _certificates.Select(c => new Canary("certificate of the card", c, ShortestOfCertificate)),
        .. Document is { } pdf ? [.. PrintedDocument.Canaries(pdf), .. Texts.Of("issue number", PrintedDocument.IssueNumber(pdf), whole: true)] : (Canary[])[],
    ];
}
