using KioskSim.Paper.Certificates;
using KioskSim.Paper.Tests.Certificates;

namespace KioskSim.Paper.Tests.Approval;

/// <summary>A certificate of every kind, with its options on and off: what is approved by eye, and judged by other programs.</summary>
public static class SampleCertificates
{
    public static SortedDictionary<string, CertificateRecord> All { get; } = new(StringComparer.Ordinal)
    {
        ["resident-record-of-nine"] = Samples.Household(9),
        ["resident-record-of-some-without-options"] = Samples.Least,
        ["resident-entries-of-nine"] = Samples.Entries(Samples.Household(9)),
        ["resident-entries-of-some-without-options"] = Samples.Entries(Samples.Least),
        ["seal-registration"] = Samples.Seal,
        ["seal-registration-of-a-foreign-resident"] = Samples.Seal with
        {
            Imprint = new SealImprint("MAXIMILIAN"), Name = Samples.Foreigner.Name, Kana = Samples.Foreigner.Kana, OtherName = "山田　マックス",
            IsWesternCalendar = true,
        },
        ["family-register-of-two"] = FamilySamples.Register(2),
        ["family-register-of-twelve"] = FamilySamples.Register(12),
        ["family-register-of-one-who-left"] = FamilySamples.One,
        ["family-register-supplement"] = FamilySamples.Supplement,
        ["family-register-supplement-of-one-without-options"] = FamilySamples.OneSupplement,
        ["tax-taxed"] = TaxSamples.Taxed,
        ["tax-not-taxed"] = TaxSamples.Untaxed,
        ["tax-incomes"] = TaxSamples.Income,
        ["tax-full-with-the-citys-title"] = TaxSamples.Full,
    };

    public static TheoryData<string> Names { get; } = [.. All.Keys];
}
