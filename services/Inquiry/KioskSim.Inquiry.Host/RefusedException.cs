using KioskSim.Inquiry.Host.Pages;

namespace KioskSim.Inquiry.Host;

/// <summary>An inquiry is answered with a page that says why there is no report.</summary>
sealed class RefusedException(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal => refusal;
}
