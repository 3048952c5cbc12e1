using KioskSim.Checkers.Evidence;
using KioskSim.Domain.Values;
using KioskSim.Registers;
using KioskSim.Registers.FamilyRegisters;
using KioskSim.World;

namespace KioskSim.Checkers.Properties;

/// <summary>
/// Whether anybody has a certificate who must not have it: by the base registers, by what was decided at the counter since, by JPKI's state of the
/// card, and by what the city had closed.
/// </summary>
public sealed class BarredNeverIssued(WorldFolder world) : IChecker
{
    public Property Property => Catalogue.BarredNeverIssued;

    public Verdict Check(WhatLeft left)
    {
        var counter = left.Counter.ToLookup(c => c.Who);
        var barred = left.Visits.Select(v => (Visit: v, Bar: BarOf(v, counter[v.Applicant], left.Closed))).Where(v => v.Bar is not null).ToList();
        return new Verdict(
            Property, barred.Count, [.. barred.Where(v => v.Visit.Copies.Count > 0).Select(v => new Finding(v.Visit.Receipt, v.Bar!.Value.Japanese, v.Bar.Value.English))]);
    }

    (string Japanese, string English)? BarOf(Visit visit, IEnumerable<CounterEntry> decided, IReadOnlySet<CertificateKind> closed)
    {
        var register = world.Register(visit.Applicant.Municipality);
        var changes = decided.Where(c => c.At <= visit.At).Select(c => c.What).ToHashSet();
        var person = register.Find(visit.Applicant.Resident);
        return visit.Kind switch
        {
            _ when closed.Contains(visit.Kind) => ("受付を止めている証明書が交付されました", "was issued while the kind was closed"),
            _ when changes.Contains(Change.Died) || person?.Standing.Status == ResidentStatus.Deceased => ("死亡した人の証明書が交付されました", "is of somebody who died"),
            _ when changes.Contains(Change.MovedOut) || person?.Standing.Status == ResidentStatus.MovedOut => ("転出した人の証明書が交付されました", "is of somebody who moved away"),
            _ when person?.Protected == true => ("支援措置の対象者の証明書が交付されました", "is of a protected person"),
            _ when IsCardDead(visit.Applicant) => ("失効又は一時停止したカードで交付されました", "was issued for a card that is revoked or on hold"),
            CertificateKind.SealRegistration when changes.Contains(Change.SealCancelled) || register.SealOf(visit.Applicant.Resident) is null or { CancelledOn: not null } =>
                ("廃止された印鑑の証明書が交付されました", "is of a cancelled seal"),
            CertificateKind.FamilyRegister or CertificateKind.FamilyRegisterSupplement when changes.Contains(Change.RegisterStopped) =>
                ("発行を抑止された戸籍の証明書が交付されました", "is of a register that a notice had stopped"),
            _ => null,
        };
    }

    bool IsCardDead(Residence who) => world.Register(who.Municipality).CertificatesOf(who.Resident)
        .All(serial => world.Wallet.Find(serial)?.On(world.Summary.AsOf) is CardCondition.Revoked or CardCondition.OnHold);
}
