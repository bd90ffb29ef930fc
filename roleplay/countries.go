package roleplay

// countries are those of the joint data of the European Values Study and the World
// Values Survey, 2017-2022.
var countries = []string{
	"Albania", "Andorra", "Argentina", "Armenia", "Australia", "Austria", "Azerbaijan", "Bangladesh", "Belarus", "Bolivia",
	"Bosnia and Herzegovina", "Brazil", "Bulgaria", "Canada", "Chile", "China", "Colombia", "Croatia", "Cyprus", "Czechia", "Denmark",
	"Ecuador", "Egypt", "Estonia", "Ethiopia", "Finland", "France", "Georgia", "Germany", "Great Britain", "Greece", "Guatemala",
	"Hong Kong SAR", "Hungary", "Iceland", "India", "Indonesia", "Iran", "Iraq", "Italy", "Japan", "Jordan", "Kazakhstan", "Kenya",
	"Kyrgyzstan", "Latvia", "Lebanon", "Libya", "Lithuania", "Macau SAR", "Malaysia", "Maldives", "Mexico", "Mongolia", "Montenegro",
	"Morocco", "Myanmar", "Netherlands", "New Zealand", "Nicaragua", "Nigeria", "North Macedonia", "Northern Ireland", "Norway", "Pakistan",
	"Peru", "Philippines", "Poland", "Portugal", "Puerto Rico", "Romania", "Russia", "Serbia", "Singapore", "Slovakia", "Slovenia",
	"South Korea", "Spain", "Sweden", "Switzerland", "Taiwan ROC", "Tajikistan", "Thailand", "Tunisia", "Turkey", "Ukraine", "United States",
	"Uruguay", "Uzbekistan", "Venezuela", "Vietnam", "Zimbabwe",
}
