using KioskSim.Card;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Values;

namespace KioskSim.Devices.Cards;

/// <summary>The pockets of all citizens of the simulation: whose card a hand can put on a reader.</summary>
public interface IWallet
{
    /// <param name="resident">The city's number of the person.</param>
    /// <param name="which">Of several.</param>
    /// <returns>The card; tries left are those it was last taken away with.</returns>
    /// <exception cref="Domain.Errors.FlowException">Nobody of that number, or no card.</exception>
    Task<ICard> TakeOutAsync(MunicipalityCode municipality, string resident, CardChoice which, CancellationToken stop);
}
