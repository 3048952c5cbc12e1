using System.Globalization;
using KioskSim.Domain.Values;
using KioskSim.Paper.Certificates;
using KioskSim.Paper.Ground;
using KioskSim.Paper.Typesetting;

namespace KioskSim.City.Municipalities;

/// <summary>Checks what JSON could not, and makes a <see cref="Municipality"/> of it.</summary>
/// <param name="wrong">Makes the error from the path of a value, such as offers[2].yen, and what is wrong with it.</param>
sealed class MunicipalityReader(Func<string, string, Exception> wrong)
{
    /// <summary>More than any city asks for a copy; ten copies of it are still a sum that can be counted.</summary>
    const int HighestFee = 100_000;

    /// <summary>A little more than a year: a tax register changes once a year.</summary>
    const int MostHours = 400 * 24;

    public Municipality Read(MunicipalityJson city)
    {
        if (!MunicipalityCode.TryParse(city.Code, out var code))
            throw wrong("code", $"'{city.Code}' is no municipality code (six digits, the last a check digit).");
        if (city.Offers.Count == 0)
            throw wrong("offers", "the city offers nothing.");
        if (city.KioskDiscount is < 0 or > HighestFee)
            throw wrong("kioskDiscount", $"the discount cannot be {city.KioskDiscount} yen.");
        return new Municipality(
            code, city.Name, city.NameEnglish, Issuer(city), city.ServiceStart,
            city.BaseCharacterForMissingVariant ? VariantPolicy.BaseCharacter : VariantPolicy.Exact, Offers(city))
        {
            AcceptsRevocationLists = city.AcceptsRevocationLists,
            AcceptsJukiCards = city.AcceptsJukiCards,
            SuppressesNextDay = city.SuppressesNextDay,
            YearEnd = city.YearEnd is { } yearEnd ? Read(yearEnd) : YearEndClosure.Usual,
            Suspensions = [.. city.Maintenance.Select((s, i) => Read(Present(s, $"maintenance[{i}]"), $"maintenance[{i}]"))],
            Terminals = Terminals(city),
            OldestCopies = city.OldestCopyHours.ToDictionary(a => a.Key, a => a.Value is >= 1 and <= MostHours
                ? TimeSpan.FromHours(a.Value)
                : throw wrong($"oldestCopyHours.{a.Key}", $"{a.Key}: a copy becomes too old after 1 to {MostHours} hours.")),
            Taxes = city.Taxes is { } taxes ? Read(taxes) : TaxCalendar.Usual,
        };
    }

    IssuingCity Issuer(MunicipalityJson city)
    {
        var issuer = new IssuingCity(city.Prefecture, city.MayorTitle, city.MayorName, city.SealText);
        if (city.GroundWord is null)
            return issuer;
        return GroundWord.TryParse(city.GroundWord, out var word)
            ? issuer with { GroundWord = word }
            : throw wrong("groundWord", $"'{city.GroundWord}' is no word of one to {GroundWord.MostLetters} letters.");
    }

    List<Offer> Offers(MunicipalityJson city)
    {
        var offers = city.Offers.Select((o, i) => Read(Present(o, $"offers[{i}]"), city.KioskDiscount, $"offers[{i}]")).ToList();
        foreach (var (index, offer) in offers.Index())
        {
            if (offers.FindIndex(o => o.Kind == offer.Kind) != index)
                throw wrong($"offers[{index}].kind", $"{offer.Kind} is offered twice.");
        }

        return offers;
    }

    Offer Read(OfferJson offer, int discount, string path)
    {
        if (offer.MostCopies is < 1 or > Copies.Most)
            throw wrong($"{path}.mostCopies", $"{offer.Kind}: mostCopies is 1 to {Copies.Most}.");
        var options = offer.Options.Aggregate(CertificateOptions.None, (all, one) => all | one);
        if ((options & ~Allowed(offer.Kind)) is var odd and not CertificateOptions.None)
            throw wrong($"{path}.options", $"{offer.Kind} has no option {odd}.");
        return new Offer(offer.Kind, offer.Name, offer.NameEnglish, Read(offer.Yen, offer.Kind, discount, $"{path}.yen"), offer.MostCopies, options, Hours(offer.Open, $"{path}.open"));
    }

    static CertificateOptions Allowed(CertificateKind kind) => kind switch
    {
        CertificateKind.ResidentRecord or CertificateKind.ResidentEntries =>
            CertificateOptions.WholeHousehold | CertificateOptions.ChosenMembers | CertificateOptions.Domicile | CertificateOptions.Relationship
            | CertificateOptions.IndividualNumber | CertificateOptions.ForeignItems,
        CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement => CertificateOptions.WholeHousehold | CertificateOptions.ChosenMembers,
        _ => CertificateOptions.None,
    };

    FeeTable Read(FeeJson fee, CertificateKind kind, int discount, string path)
    {
        var kiosk = fee.Kiosk ?? fee.Counter - discount;
        var terminal = fee.Terminal ?? kiosk;
        foreach (var (name, yen) in new[] { ("counter", fee.Counter), ("kiosk", kiosk), ("terminal", terminal) })
        {
            if (yen is < 0 or > HighestFee)
                throw wrong($"{path}.{name}", $"{kind}: the fee cannot be {yen} yen.");
        }

        return new FeeTable(new Yen(fee.Counter), new Yen(kiosk), new Yen(terminal));
    }

    // A day of its own wins over weekdays, and both over daily. A national holiday is as daily says, or closed, where nothing is said of it.
    WeeklyHours Hours(IReadOnlyDictionary<string, string> open, string path)
    {
        var read = new Dictionary<string, DailyHours?>(StringComparer.Ordinal);
        foreach (var (day, text) in open)
        {
            if (day is not ("daily" or "weekdays") && !Enum.GetNames<ServiceDay>().Contains(day, StringComparer.OrdinalIgnoreCase))
                throw wrong($"{path}.{day}", $"'{day}' is no day: daily, weekdays, monday to sunday, or holiday.");
            read[day] = text == "closed" ? null
                : DailyHours.TryParse(text, out var hours) ? hours
                : throw wrong($"{path}.{day}", $"'{text}' are no hours (06:30-23:00, the second after the first, or closed).");
        }

        if (read.Values.All(h => h is null))
            throw wrong(path, "it never opens.");
        return new WeeklyHours(day =>
            read.TryGetValue(day.ToString().ToLowerInvariant(), out var own) ? own
            : day <= ServiceDay.Friday && read.TryGetValue("weekdays", out var weekdays) ? weekdays
            : read.GetValueOrDefault("daily"));
    }

    YearEndClosure Read(YearEndJson closure)
    {
        if (closure.From is < 20 or > 31)
            throw wrong("yearEnd.from", "the year-end closure begins on a day from 20 to 31 December.");
        return closure.To is >= 1 and <= 15
            ? new YearEndClosure(closure.From, closure.To)
            : throw wrong("yearEnd.to", "the year-end closure ends on a day from 1 to 15 January.");
    }

    Suspension Read(SuspensionJson suspension, string path)
    {
        if (suspension.From.Kind != DateTimeKind.Unspecified || suspension.Until.Kind != DateTimeKind.Unspecified)
            throw wrong(path, "from and until are Japanese wall clock times (2026-11-28T17:30), without an offset.");
        return suspension.From < suspension.Until
            ? new Suspension(suspension.From, suspension.Until, suspension.Kinds.ToHashSet())
            : throw wrong(path, "maintenance ends before it begins.");
    }

    List<OwnTerminal> Terminals(MunicipalityJson city)
    {
        var terminals = new List<OwnTerminal>();
        foreach (var (index, json) in city.Terminals.Index())
        {
            var path = $"terminals[{index}]";
            var terminal = Present(json, path);
            if (!KioskId.TryParse(terminal.Kiosk, out var kiosk))
                throw wrong($"{path}.kiosk", $"'{terminal.Kiosk}' is no kiosk id (1 to 32 letters, digits or hyphens).");
            if (terminals.Any(t => t.Kiosk == kiosk))
                throw wrong($"{path}.kiosk", $"terminal {kiosk} stands there twice.");
            terminals.Add(new OwnTerminal(kiosk, terminal.Name, Hours(terminal.Open, $"{path}.open")));
        }

        return terminals;
    }

    TaxCalendar Read(TaxJson taxes) =>
        DateOnly.TryParseExact($"2001-{taxes.NewYearFrom}", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from)
            ? new TaxCalendar(taxes.Name, (from.Month, from.Day))
            : throw wrong("taxes.newYearFrom", $"'{taxes.NewYearFrom}' is no day of every year (06-10).");

    T Present<T>(T? value, string path) where T : class => value ?? throw wrong(path, $"{path} is empty.");
}
