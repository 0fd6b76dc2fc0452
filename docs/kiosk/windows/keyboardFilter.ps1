# Switches Keyboard Filter on for everybody but administrators, and blocks the keys that lead out of the app.
# Windows Enterprise, Education or IoT Enterprise; run as administrator; restart afterwards. Not tried yet.
#Requires -RunAsAdministrator
$ErrorActionPreference = 'Stop'

Enable-WindowsOptionalFeature -Online -NoRestart -FeatureName Client-DeviceLockdown, Client-KeyboardFilter | Out-Null
Set-Service -Name MsKeyboardFilter -StartupType Automatic

$where = @{ Namespace = 'root\standardcimv2\embedded' }

# Accessibility stays where the app offers it itself; the dialogs of these keys have links out of the app.
$predefined = @(
  'Alt+F4', 'Alt+Tab', 'Alt+Esc', 'Alt+Space', 'Ctrl+Esc', 'Ctrl+Tab', 'Ctrl+Alt+Del', 'Ctrl+Shift+Esc', 'Shift+Ctrl+Esc',
  'Win+L', 'Win+R', 'Win+D', 'Win+E', 'Win+F', 'Win+I', 'Win+K', 'Win+M', 'Win+P', 'Win+Q', 'Win+U', 'Win+X', 'Win+Tab',
  'Win+Home', 'Win+Pause', 'Windows', 'LShift+LAlt+NumLock', 'LShift+LAlt+PrintScrn', 'BrowserBack', 'BrowserForward',
  'BrowserHome', 'BrowserSearch', 'BrowserFavorites', 'LaunchMail', 'LaunchMediaSelect', 'LaunchApp1', 'LaunchApp2'
)
foreach ($id in $predefined) {
  $key = Get-CimInstance @where -ClassName WEKF_PredefinedKey | Where-Object { $_.Id -eq $id }
  if ($null -eq $key) {
    Write-Warning "This Windows knows no predefined key named $id"
    continue
  }
  $key.Enabled = $true
  Set-CimInstance -InputObject $key
}

$setting = Get-CimInstance @where -ClassName WEKF_Settings | Where-Object { $_.Name -eq 'DisableKeyboardFilterForAdministrators' }
if ($null -ne $setting) {
  $setting.Value = 'true'
  Set-CimInstance -InputObject $setting
}
Write-Output 'Restart this computer to make it take effect.'
